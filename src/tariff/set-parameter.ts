import { z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import { record } from '../storage/events.ts';
import { reviseReference } from './revise.ts';
import { forgetTariff, tariffOf } from './tariff-of.ts';

export const ParameterInput = z.strictObject({
  value: z.string().regex(/^\d{1,13}(\.\d{1,6})?$/, { error: 'a decimal such as "1234.50" is expected' }),
});

/**
 * Give a parameter of the law another value from a day on, in this environment: to rehearse relief that ends sooner, or
 * a rate that is announced. What was decided before stays as it was decided.
 *
 * @throws NotFound for a parameter that there is not
 */
export async function setParameter(
  ctx: Context,
  { name, from, value }: { name: string; from: string; value: string },
): Promise<ReferenceRecord> {
  requireScope(ctx, 'clock:move');
  const { reference } = await tariffOf(ctx.store);
  const known = reference.history('parameters', name).at(-1);
  if (known === undefined) throw new NotFound({ en: 'Parameter', fr: 'Le paramètre' }, name);
  const set: ReferenceRecord = {
    ...known,
    ...{ effectiveFrom: from, effectiveTo: null, data: { ...known.data, value } },
    ...{ source: 'set for this environment', mark: 'A' },
  };
  await ctx.store.inTransaction(async (tx) => {
    await reviseReference(tx, [set]);
    await record(tx, ctx, { action: 'parameter.set', subject: name, detail: { from, value } });
  });
  forgetTariff(ctx.store);
  return set;
}
