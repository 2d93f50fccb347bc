import type { Command } from 'commander';
import { z } from 'zod';
import { warningsOf } from '../simulation/fit.ts';
import { Plan } from '../simulation/plan.ts';
import { readPlan } from '../simulation/read-plan.ts';

export function planCommand(program: Command): void {
  const plan = program
    .command('plan')
    .description('Plans of rehearsals: check one, or print what editors go by');

  plan
    .command('check <file>')
    .description('say what is wrong with a plan, and where it asks for trouble; exit 2 when it is wrong')
    .action((file: string) => {
      const warnings = warningsOf(readPlan(file));
      for (const { en, fr } of warnings) console.log(`warning: ${en}\navertissement : ${fr}`);
      console.log(`${file} is a plan; ${warnings.length} warning(s)`);
    });

  plan
    .command('schema')
    .description('print the JSON schema of plans, by which editors complete and check them')
    .action(() => console.log(JSON.stringify(planSchema(), null, 2)));
}

/** What a plan looks like as it is written: what has a default may be left out. */
export function planSchema() {
  return z.toJSONSchema(Plan, { io: 'input' });
}
