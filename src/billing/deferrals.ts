import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { type Bilingual, InvalidInput } from '../errors.ts';
import { recordsOfList } from '../reference/records.ts';
import { record } from '../storage/events.ts';
import { reviseReference } from '../tariff/revise.ts';
import { forgetTariff } from '../tariff/tariff-of.ts';

const list = 'due-date-deferrals';

/** Debts due on a day are paid in time until a later one, as the CBSA announced. */
export interface Deferral {
  dueOn: string;
  until: string;
  reason: Bilingual;
}

/**
 * Defer a due date, as the CBSA does by bulletin: neither interest nor a late payment penalty until the later day is over.
 * Deferred until its own day, it is deferred no more.
 *
 * @throws InvalidInput for an earlier day
 *
 * Source: CBSA, payments (deferrals by CARM bulletin).
 */
export async function deferDueDate(ctx: Context, { dueOn, until, reason }: Deferral): Promise<void> {
  requireScope(ctx, 'clock:move');
  if (until < dueOn) {
    throw new InvalidInput({
      en: `What is due on ${dueOn} cannot be deferred to ${until}`,
      fr: `Ce qui est dû le ${dueOn} ne peut être reporté au ${until}`,
    });
  }
  await ctx.store.inTransaction(async (tx) => {
    const data = { until, reason_en: reason.en, reason_fr: reason.fr };
    const facts = { effectiveFrom: '', effectiveTo: null, source: 'CARM bulletin', mark: 'A' };
    await reviseReference(tx, [{ list, key: dueOn, data, ...facts }]);
    await record(tx, ctx, { action: 'due-date.deferred', subject: dueOn, detail: { until, ...reason } });
  });
  forgetTariff(ctx.store);
}

export async function deferralsOf(ctx: Context): Promise<Deferral[]> {
  const records = await recordsOfList(ctx.store.read, list);
  return records
    .map(({ key, data }) => ({
      dueOn: key,
      until: data.until!,
      reason: { en: data.reason_en!, fr: data.reason_fr! },
    }))
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
}
