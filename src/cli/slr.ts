import { type Command, Option } from 'commander';
import { ReferenceData } from '../reference/reference.ts';
import { readSeeds } from '../reference/seeds.ts';
import { evaluateRegister, type RegisterRow } from '../slr/evaluate-register.ts';
import { readRegister } from '../slr/read-register.ts';
import { runningOn } from '../slr/running.ts';
import { type WaitingRow, waitingByMonth } from '../slr/waiting.ts';
import type { Incident } from '../support/types.ts';
import { printJson, readText } from './terminal.ts';

interface Options {
  json?: boolean;
  stopClock?: boolean;
  language: 'en' | 'fr';
}

export function slrCommand(program: Command): void {
  program
    .command('slr')
    .description(
      'Judge a register of incidents (CSV) by service levels 1.4-4a to 1.4-5b, month by month; see docs/lead.md',
    )
    .argument('<register.csv>', 'file, or - for the standard input')
    .option('--json', 'the rows alone, as JSON')
    .option('--stop-clock', 'the clock stands while an incident waits for another department')
    .addOption(
      new Option('-l, --language <language>', 'of what is printed').choices(['en', 'fr']).default('en'),
    )
    .action((file: string, options: Options) => {
      const incidents = readRegister(file, readText(file));
      const running = runningOn(new ReferenceData(readSeeds().records), lastDay(incidents));
      if (options.stopClock === true) running.stopsWhileWaiting = true;
      const rows = evaluateRegister(incidents, running);
      if (options.json === true) printJson(rows);
      else print(rows, waitingByMonth(incidents, lastInstant(incidents), running), options.language);
    });
}

const words = {
  en: {
    row: 'SLR     month    result    met / total',
    forgiven: 'forgiven: the only miss of its month',
    waits: 'Waiting for another department, apart from the service levels',
    open: 'still open',
    incidents: 'incidents',
    results: { pass: 'pass', fail: 'fail', 'too-few': 'too few', 'no-data': 'no data' },
  },
  fr: {
    row: 'ENS     mois     résultat  respectés / total',
    forgiven: 'pardonné : le seul manquement du mois',
    waits: 'Attente d’un autre ministère, à part des niveaux de service',
    open: 'encore ouverts',
    incidents: 'incidents',
    results: { pass: 'réussi', fail: 'échec', 'too-few': 'trop peu', 'no-data': 'aucune' },
  },
};

function print(rows: readonly RegisterRow[], waits: readonly WaitingRow[], language: 'en' | 'fr'): void {
  const w = words[language];
  const lines = rows.flatMap(({ slr, month, result, met, total, misses }) => [
    `${slr.padEnd(7)} ${month}  ${w.results[result].padEnd(9)} ${met} / ${total}`,
    ...misses.map((miss) => `          ${miss[language]}${miss.isForgiven ? ` (${w.forgiven})` : ''}`),
  ]);
  const apart = waits.map(
    ({ month, incidents, minutes }) =>
      `  ${month ?? w.open}: ${incidents} ${w.incidents}, ${(minutes / 60).toFixed(1)} h`,
  );
  console.log([w.row, ...lines, ...(apart.length === 0 ? [] : ['', w.waits, ...apart])].join('\n'));
}

/** The latest instant that the register tells: a wait that has no end lasts until then. */
function lastInstant(incidents: readonly Incident[]): string {
  const told = incidents.flatMap(({ openedAt, respondedAt, resolvedAt, waiting }) => [
    openedAt,
    respondedAt ?? openedAt,
    resolvedAt ?? openedAt,
    ...waiting.map(({ from, to }) => to ?? from),
  ]);
  const instants = told.map((text) => Temporal.Instant.from(text)).sort(Temporal.Instant.compare);
  return (instants.at(-1) ?? Temporal.Instant.from('2024-01-01T00:00Z')).toString();
}

function lastDay(incidents: readonly Incident[]): string {
  return lastInstant(incidents).slice(0, 10);
}
