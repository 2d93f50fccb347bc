import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type Cents, sum, toWire } from '../money.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { requireWithinOne } from './limits.ts';
import { askBank, paidCents, payInto } from './pay.ts';
import { countGroups, type TakenPayment } from './store.ts';
import type { GroupPaymentInput } from './types.ts';

/** What is split has to add up. */
export class SplitDiffers extends DomainError {
  readonly kind = 'refused';
  readonly code = 'SPLIT_DIFFERS';

  constructor(total: Cents, split: Cents) {
    super(
      {
        en: `The payment is $${toWire(total)} and its parts add up to $${toWire(split)}; make them agree`,
        fr: `Le paiement est de ${toWire(total)} $ et ses parts totalisent ${toWire(split)} $; faites-les concorder`,
      },
      { total: toWire(total), split: toWire(split) },
    );
  }
}

/**
 * Pay for several accounts at once, as a broker does for its clients: with the authority to pay for each, and all of
 * them or none. The limit of a channel is held against the whole.
 *
 * Source: seed document (brokers remit for clients); CBSA, payments.
 */
export async function payForClients(ctx: Context, input: GroupPaymentInput): Promise<TakenPayment[]> {
  const { channel } = input;
  const parts = input.payments.map(({ amount, ...part }) => ({ ...part, amountCents: paidCents(amount) }));
  const [total, split] = [paidCents(input.total), sum(parts.map((part) => part.amountCents))];
  if (total !== split) throw new SplitDiffers(total, split);
  const { reference } = await tariffOf(ctx.store);
  requireWithinOne(ctx, { channel, amountCents: total }, reference);
  await askBank(ctx, channel, `${ctx.actor.id} ${total}`);
  return ctx.store.inTransaction(async (tx) => {
    const groupId = `G${String((await countGroups(tx)) + 1).padStart(7, '0')}`;
    const taken: TakenPayment[] = [];
    for (const part of parts) taken.push(await payInto(tx, ctx, { ...part, channel, groupId }, reference));
    return taken;
  });
}
