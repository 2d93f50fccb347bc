import { type Command, Option } from 'commander';
import { parseDate } from '../clock/instants.ts';
import { ReferenceData } from '../reference/reference.ts';
import { readSeeds } from '../reference/seeds.ts';
import { dueDates, type Program, programs } from '../release/due-dates.ts';
import { printJson } from './terminal.ts';

export function dueCommand(program: Command): void {
  program
    .command('due')
    .description('When goods released on a day must be accounted and paid for')
    .addOption(new Option('--program <program>', 'billing program').choices(programs).makeOptionMandatory())
    .requiredOption('--released <date>', 'date of release, such as 2024-11-02')
    .action((options: { program: Program; released: string }) => {
      const released = parseDate(options.released);
      const reference = new ReferenceData(readSeeds().records.filter((record) => record.list !== 'exchange'));
      const days = reference.parameter('accounting-business-days', options.released).value.toNumber();
      printJson(dueDates(options.program, released, days, reference));
    });
}
