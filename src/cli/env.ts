import type { Command } from 'commander';
import { createEnvironment, defaultStart, openEnvironment } from '../open-environment.ts';
import { prepareTraining } from '../simulation/training.ts';
import {
  cloneEnvironment,
  listEnvironments,
  removeEnvironment,
  restoreSnapshot,
  takeSnapshot,
} from '../storage/environment-files.ts';

/** Make an environment ready for training, and keep it so: a reset leads back to the first day of training. */
export async function trainIn(name: string, days: number): Promise<void> {
  const environment = await openEnvironment(name);
  try {
    await prepareTraining(environment, days, () => undefined);
  } finally {
    await environment.close();
  }
  await takeSnapshot(name, 'initial');
}

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
