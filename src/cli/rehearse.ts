import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { reportsFolder } from '../config.ts';
import { compareRuns, type Difference } from '../simulation/compare.ts';
import { readPlan } from '../simulation/read-plan.ts';
import { type Progress, rehearse } from '../simulation/rehearse.ts';

export function rehearseCommand(program: Command): void {
  program
    .command('rehearse')
    .description('Run a plan: scenarios, simulated days, load; write the folder with the debrief')
    .argument('[plan]', 'a plan file', 'scenarios/quick-rehearsal.yaml')
    .option('--reports <folder>', 'where run folders go', reportsFolder())
    .action(async (file: string, options: { reports: string }) => {
      const plan = readPlan(file);
      const folder = await rehearse(plan, options.reports, process.stderr.isTTY ? onTerminal() : inPipe());
      console.log(`debrief: ${relative('', join(folder, 'debrief.html'))}`);
      console.log(`bilan : ${relative('', join(folder, 'debrief.fr.html'))}`);
    });

  program
    .command('compare <run> <other>')
    .description('Say what two runs differ in; exit 1 when their business results do')
    .action((first: string, second: string) => {
      const { isSameBusiness, business, measured } = compareRuns(first, second);
      console.log(isSameBusiness ? 'same business result, to the cent' : 'different business results');
      print('business', business);
      print('measured', measured);
      process.exitCode = isSameBusiness ? 0 : 1;
    });
}

function print(heading: string, differences: readonly Difference[]): void {
  console.log(`${heading}: ${differences.length} difference(s)`);
  for (const { what, first, second } of differences.slice(0, 60))
    console.log(`  ${what}: ${first} | ${second}`);
}

/** One line that is written over while a stage goes on. */
function onTerminal(): Progress {
  let isOpen = false;
  return {
    stage: (text) => {
      process.stderr.write(`${isOpen ? '\n' : ''}${text}\n`);
      isOpen = false;
    },
    step: (done, of, what) => {
      if (done % 20 !== 0 && done !== of) return;
      process.stderr.write(`\r  ${what}  ${done} of ${of} (${Math.floor((100 * done) / of)} %)  `);
      isOpen = true;
    },
  };
}

/** Plain lines: each stage, and each tenth of it. */
function inPipe(): Progress {
  let tenth = 0;
  return {
    stage: (text) => {
      tenth = 0;
      console.error(text);
    },
    step: (done, of, what) => {
      const reached = Math.floor((10 * done) / of);
      if (reached === tenth) return;
      tenth = reached;
      console.error(`  ${what}: ${done} of ${of}`);
    },
  };
}
