import type { Command } from 'commander';
import { type ComparedLines, compareForks } from '../billing/compare-forks.ts';
import { toWire } from '../money.ts';
import { createEnvironment, defaultStart } from '../open-environment.ts';
import { trainIn } from '../simulation/training.ts';
import {
  cloneEnvironment,
  listEnvironments,
  reading,
  removeEnvironment,
  restoreSnapshot,
  takeSnapshot,
} from '../storage/environment-files.ts';
import { printJson } from './terminal.ts';

/** Both as they are on disk. @throws NotFound */
async function compareEnvironments(first: string, second: string): Promise<ComparedLines[]> {
  return reading(first, (one) => reading(second, (other) => compareForks(one, other)));
}

const amount = (cents: number | null) => (cents === null ? '–' : toWire(cents));

export function envCommand(program: Command): void {
  const env = program.command('env').description('Environments: each is one simulated CARM in one database');

  env
    .command('create <name>')
    .description('a new environment with the shipped reference data')
    .option('--seed <seed>', 'where its chance begins', defaultStart.seed)
    .option('--starts-at <instant>', 'where its clock stands at first', defaultStart.startsAt)
    .action(async (name: string, options: { seed: string; startsAt: string }) => {
      await createEnvironment(name, options);
      console.log(`created ${name}`);
    });

  env
    .command('train <name>')
    .description('make an environment ready for training: a cast to take on, and some days of its trade')
    .option('--days <n>', 'how many days its clock moves on while the cast trades', '45')
    .action(async (name: string, options: { days: string }) => {
      await trainIn(name, Number(options.days));
      console.log(`${name} is ready for training`);
    });

  env
    .command('list')
    .description('all environments with their snapshots')
    .action(() => {
      for (const { name, bytes, snapshots } of listEnvironments()) {
        console.log(`${name}\t${(bytes / 2 ** 20).toFixed(1)} MB\t${snapshots.join(' ')}`);
      }
    });

  env
    .command('snapshot <name> <label>')
    .description('keep a copy of an environment as it is now')
    .action(async (name: string, label: string) => {
      await takeSnapshot(name, label);
      console.log(`kept ${name}@${label}`);
    });

  env
    .command('clone <from> <to>')
    .description('a second environment that begins as the first one is now')
    .action(async (from: string, to: string) => {
      await cloneEnvironment(from, to);
      console.log(`cloned ${from} to ${to}`);
    });

  env
    .command('compare <first> <second>')
    .description('what two forks of an environment differ in: statements, interest, ledger, trial balance')
    .option('--json', 'as JSON')
    .action(async (first: string, second: string, { json = false }: { json?: boolean }) => {
      const compared = await compareEnvironments(first, second);
      if (json) return printJson(compared);
      for (const { part, lines, differences } of compared) {
        console.log(`${part}: ${lines} lines compared, ${differences.length} differ`);
        for (const { line, firstCents, secondCents } of differences)
          console.log(`  ${line.join(', ')}\t${amount(firstCents)}\t${amount(secondCents)}`);
      }
    });

  env
    .command('reset <name>')
    .description('put an environment back to how it was created')
    .action((name: string) => {
      restoreSnapshot(name, 'initial');
      console.log(`reset ${name}`);
    });

  env
    .command('restore <name> <label>')
    .description('put an environment back to a snapshot')
    .action((name: string, label: string) => {
      restoreSnapshot(name, label);
      console.log(`restored ${name} to ${label}`);
    });

  env
    .command('remove <name>')
    .description('delete an environment and its snapshots')
    .action((name: string) => {
      removeEnvironment(name);
      console.log(`removed ${name}`);
    });
}
