import { assessLine } from '../src/assessment/assess-line.ts';
import { resolveLines } from '../src/assessment/resolve.ts';
import type { Explanation, LineToAssess } from '../src/assessment/types.ts';
import { declaredLines, factsOf } from '../src/cad/declared-lines.ts';
import { chanceFrom } from '../src/chance.ts';
import { makePartner } from '../src/population/businesses.ts';
import { makeShipment, tradeableItems } from '../src/population/trade.ts';
import { ReferenceData } from '../src/reference/reference.ts';
import { readSeeds } from '../src/reference/seeds.ts';
import { Tariff } from '../src/tariff/tariff.ts';
import { against, compared, median, type Row } from './table.ts';

const rounds = 7;
const linesInARound = 100_000;

/** Assessing lines in memory on one core, explanations off and on, rounds in turn. */
export async function benchAssess(): Promise<Row[]> {
  const lines = someLines();
  const [plain, explained]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + 2; round++) {
    const off = linesPerSecond(lines, (line) => assessLine(line));
    const explanations: Explanation[] = [];
    const on = linesPerSecond(lines, (line) =>
      assessLine(line, (explanation) => explanations.push(explanation)),
    );
    if (round < 2) continue; // The first two warm the program up.
    plain.push(off);
    explained.push(on);
  }
  const how = `median of ${rounds} rounds of ${linesInARound} lines`;
  const off = median(plain);
  return [
    against({ name: 'assess, explanations off', value: off, unit: 'lines a second', how }, 150_000),
    compared(
      { name: 'assess, explanations on', value: median(explained), unit: 'lines a second', how },
      off,
      1 / 3,
    ),
  ];
}

function linesPerSecond(
  lines: readonly LineToAssess[],
  assess: (line: LineToAssess) => { total: number },
): number {
  let total = 0;
  const startedAt = performance.now();
  for (let i = 0; i < linesInARound; i++) total += assess(lines[i % lines.length]!).total;
  const seconds = (performance.now() - startedAt) / 1000;
  if (total === 0) throw new Error('nothing was assessed');
  return linesInARound / seconds;
}

function someLines(): LineToAssess[] {
  const tariff = new Tariff(new ReferenceData(readSeeds().records));
  const chance = chanceFrom('bench');
  const items = tradeableItems(tariff, '2024-11-04');
  const partner = makePartner(chance, 'importer', 1);
  return Array.from({ length: 700 }, (_, index) =>
    makeShipment(chance, partner, index, { items, shippedOn: '2024-10-30', lines: 3 }),
  )
    .flatMap(({ cad }) => resolveLines(factsOf(cad, '2024-11-04'), declaredLines(cad), tariff))
    .flatMap((resolved) => resolved.line ?? []);
}
