import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { reportsFolder } from '../config.ts';
import { debriefSprint } from '../simulation/live-sprint.ts';

export function debriefCommand(program: Command): void {
  program
    .command('debrief <environment>')
    .description('Write the debrief of the sprint that people lived through in an environment')
    .option('--reports <folder>', 'where run folders go', reportsFolder())
    .option('--scenarios', 'run all business scenarios as well')
    .action(async (name: string, options: { reports: string; scenarios?: true }) => {
      const { reports, scenarios: withScenarios = false } = options;
      const folder = await debriefSprint(name, { reports, withScenarios });
      console.log(`debrief: ${relative('', join(folder, 'debrief.html'))}`);
      console.log(`bilan : ${relative('', join(folder, 'debrief.fr.html'))}`);
    });
}
