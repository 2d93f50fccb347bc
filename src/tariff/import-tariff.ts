import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { putRecords, type ReferenceRecord, recordsOfList } from '../reference/records.ts';
import { record } from '../storage/events.ts';
import { type LineError, readTariffFile } from './read-tariff-file.ts';
import { nextRevision } from './revise.ts';
import { forgetTariff, tariffOf } from './tariff-of.ts';

/** A file is taken whole or not at all. */
export class TariffFileRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TARIFF_FILE_REFUSED';
  readonly errors: LineError[];

  constructor(errors: LineError[]) {
    const shown = errors.slice(0, 50);
    const more = errors.length - shown.length;
    const list = (language: 'en' | 'fr', word: string) =>
      shown.map((error) => `  ${word} ${error.line}: ${error[language]}`).join('\n');
    super(
      {
        en: `The file is refused; nothing was imported. ${errors.length} problem(s):\n${list('en', 'line')}${more > 0 ? `\n  and ${more} more` : ''}`,
        fr: `Le fichier est refusé; rien n’a été importé. ${errors.length} problème(s) :\n${list('fr', 'ligne')}${more > 0 ? `\n  et ${more} de plus` : ''}`,
      },
      { errors: shown },
    );
    this.errors = errors;
  }
}

/** Import a tariff file into an environment: adds and replaces by date, whole or not at all. */
export async function importTariff(
  ctx: Context,
  text: string,
  options: { startsOn: string; progress?: (done: number, of: number) => void },
): Promise<number> {
  const { reference } = await tariffOf(ctx.store);
  const { records, errors } = readTariffFile(text, reference, options.startsOn);
  const existing = await recordsOfList(ctx.store.read, 'tariff-items');
  const replaced = new Set(records.map((each) => `${each.key} ${each.effectiveFrom}`));
  const kept = existing.filter((each) => !replaced.has(`${each.key} ${each.effectiveFrom}`));
  const closed = closeEarlier(kept, records);
  if (errors.length > 0) throw new TariffFileRefused(errors);
  await ctx.store.inTransaction(async (tx) => {
    for (let start = 0; start < records.length; start += 1000) {
      await putRecords(tx, records.slice(start, start + 1000));
      options.progress?.(Math.min(start + 1000, records.length), records.length);
    }
    await putRecords(tx, closed);
    await nextRevision(tx, text);
    await record(tx, ctx, {
      action: 'tariff.imported',
      subject: 'tariff-items',
      detail: { items: records.length },
    });
  });
  forgetTariff(ctx.store);
  return records.length;
}

/** What was in force without an end ends the day before its successor begins. */
function closeEarlier(
  existing: readonly ReferenceRecord[],
  imported: readonly ReferenceRecord[],
): ReferenceRecord[] {
  const firstDays = new Map<string, string>();
  for (const { key, effectiveFrom } of imported) {
    const known = firstDays.get(key);
    if (known === undefined || effectiveFrom < known) firstDays.set(key, effectiveFrom);
  }
  return existing.flatMap((each) => {
    const begins = firstDays.get(each.key);
    const overlapsIt =
      begins !== undefined &&
      each.effectiveFrom < begins &&
      (each.effectiveTo === null || each.effectiveTo >= begins);
    if (!overlapsIt) return [];
    return [{ ...each, effectiveTo: Temporal.PlainDate.from(begins).subtract({ days: 1 }).toString() }];
  });
}
