import type { Command } from 'commander';
import { parseDate } from '../clock/instants.ts';
import { openEnvironment, system } from '../open-environment.ts';
import { readSeeds } from '../reference/seeds.ts';
import { checkSeeds } from '../tariff/check-seeds.ts';
import { importTariff } from '../tariff/import-tariff.ts';
import { readText } from './terminal.ts';

export function seedCommand(program: Command): void {
  const seed = program.command('seed').description('Reference data: check what ships, import more');

  seed
    .command('check')
    .description('prove the shipped reference data: digits, rates, dates, codes')
    .action(() => {
      const { records, revision } = readSeeds();
      const problems = checkSeeds(records);
      for (const problem of problems) console.error(problem);
      for (const [list, rows] of Map.groupBy(records, (record) => record.list)) {
        const unverified = rows.filter((row) => row.mark === 'K' || row.mark === 'A').length;
        console.log(
          `${list}: ${rows.length}${unverified > 0 ? `, of them ${unverified} not verified (K or A)` : ''}`,
        );
      }
      console.log(problems.length === 0 ? `in order, revision ${revision}` : `${problems.length} problem(s)`);
      process.exitCode = problems.length === 0 ? 0 : 1;
    });

  seed
    .command('import-tariff <file>')
    .description(
      'add or replace tariff items by date, from the CBSA’s export or our own columns; whole or not at all',
    )
    .option('-e, --environment <name>', 'the environment to import into', 'default')
    .option('--starts-on <date>', 'first day of items that do not say one', '2024-01-01')
    .action(async (file: string, options: { environment: string; startsOn: string }) => {
      parseDate(options.startsOn);
      const text = readText(file);
      const environment = await openEnvironment(options.environment);
      const progress = (done: number, of: number) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of}`);
        if (done === of && process.stderr.isTTY) process.stderr.write('\n');
      };
      try {
        const items = await importTariff(environment.as(system), text, {
          startsOn: options.startsOn,
          progress,
        });
        console.log(`imported ${items} periods of tariff items into ${options.environment}`);
      } finally {
        await environment.close();
      }
    });
}
