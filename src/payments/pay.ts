import { clearedUpTo } from '../accounts/offsetting.ts';
import { requireRight } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import { releasePaid } from '../cad/release-paid.ts';
import { documentIdsOf } from '../cad/store.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { clearAccount, postPairs } from '../ledger/clear.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { atOnce, type OpenItem } from '../ledger/tables.ts';
import { type Cents, fromWire, sum, toWire } from '../money.ts';
import { type DueDates, dueDates } from '../release/due-dates.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { insertPayment, type Payment, paidBy } from './store.ts';
import { type PaymentInput, paymentChannels } from './types.ts';

/** A credit card pays only so much. */
export class CardLimitReached extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CARD_LIMIT_REACHED';

  constructor(limit: Cents, remaining: Cents) {
    super(
      {
        en: `A credit card pays at most $${toWire(limit)}; $${toWire(remaining)} remain. Use a debit card or online banking`,
        fr: `Une carte de crédit paie au plus ${toWire(limit)} $; il reste ${toWire(remaining)} $. Utilisez une carte de débit ou les services bancaires en ligne`,
      },
      { limit: toWire(limit), remaining: toWire(remaining) },
    );
  }
}

/** Chosen transactions must be open and covered in full: a partial application is an error. */
export class ChosenNotCovered extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CHOSEN_NOT_COVERED';

  constructor(text: { en: string; fr: string }, details: Record<string, unknown>) {
    super(text, details);
  }
}

/**
 * Receive a payment: post it, clear the transactions chosen or the oldest debt that is due, keep the rest as credit.
 * Paid in full, goods of a type C declaration are released.
 *
 * Law: Customs Act ss. 3.5, 32(1), 33. Source: CBSA, payments; CARM Bulletin 5408 (card limit).
 */
export async function receivePayment(ctx: Context, input: PaymentInput): Promise<Payment> {
  const amount = fromWire(input.amount);
  if (amount === 0)
    throw new InvalidInput({ en: 'A payment is more than nothing', fr: 'Un paiement est plus que rien' });
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'payment:make', input.programAccount);
    if ((await findAccount(tx, input.programAccount)) === undefined) {
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, input.programAccount);
    }
    const today = ctx.clock.today();
    if (input.channel === 'credit-card') {
      const limit = reference.parameter('card-limit-per-cycle', today).value.times(100).toNumber();
      await withinCardLimit(
        tx,
        ctx,
        input,
        amount,
        limit,
        dueDates('commercial', Temporal.PlainDate.from(today), 5, new Set()),
      );
    }
    const payment = await post(tx, ctx, input, amount);
    await allocate(tx, ctx, payment);
    return payment;
  });
}

/** From 2025-09-28 the limit is for a billing cycle and account; before, for each transaction. */
async function withinCardLimit(
  tx: Tx,
  ctx: Context,
  input: PaymentInput,
  amount: Cents,
  limit: Cents,
  cycle: DueDates,
) {
  const isPerCycle = ctx.clock.today() >= '2025-09-28';
  const period = { start: cycle.periodStart, end: cycle.periodEnd };
  const used = isPerCycle ? await paidBy(tx, input.programAccount, 'credit-card', period) : 0;
  if (used + amount > limit) throw new CardLimitReached(limit, Math.max(0, limit - used));
}

async function post(tx: Tx, ctx: Context, input: PaymentInput, amount: Cents): Promise<Payment> {
  const { programAccount, channel } = input;
  const today = ctx.clock.today();
  const documentId = await appendJournal(tx, {
    document: {
      code: 'PMT',
      programAccount,
      clientAccount: chart.unappliedCredit,
      reference: channel,
      amountCents: -amount,
      ...atOnce(today),
      interestFrom: today,
    },
    postings: [
      { glAccount: paymentChannels[channel].glAccount, amountCents: amount },
      { glAccount: chart.unappliedCredit, amountCents: -amount },
    ],
    isOpenItem: true,
  });
  const payment: Payment = {
    id: `R${String(documentId).padStart(10, '0')}`,
    programAccount,
    channel,
    amountCents: amount,
    valueOn: today,
    receivedAt: ctx.clock.now(),
    documentId,
    chosen: input.transactions ?? [],
  };
  await insertPayment(tx, payment);
  await record(tx, ctx, {
    action: 'payment.received',
    subject: payment.id,
    onBehalfOf: programAccount,
    detail: { channel, totalCents: -amount, documentId },
  });
  return payment;
}

async function allocate(tx: Tx, ctx: Context, payment: Payment): Promise<void> {
  const account = (await findAccount(tx, payment.programAccount))!;
  const chosen = payment.chosen.length > 0 ? await clearChosen(tx, ctx, payment) : [];
  const due = await clearAccount(tx, ctx, account.bn15, clearedUpTo(account, ctx.clock.today()));
  await releasePaid(tx, ctx, [...chosen, ...due]);
}

async function clearChosen(tx: Tx, ctx: Context, payment: Payment): Promise<OpenItem[]> {
  const items = await openItemsOf(tx, payment.programAccount);
  const credit = items.find((item) => item.documentId === payment.documentId)!;
  const debits: OpenItem[] = [];
  for (const transaction of new Set(payment.chosen)) {
    const ids = new Set(await documentIdsOf(tx, transaction));
    const open = items.filter((item) => ids.has(item.documentId) && item.remainingCents > 0);
    if (open.length === 0) {
      throw new ChosenNotCovered(
        {
          en: `Transaction ${transaction} has nothing open on ${payment.programAccount}`,
          fr: `La transaction ${transaction} n’a rien d’ouvert sur ${payment.programAccount}`,
        },
        { transaction },
      );
    }
    debits.push(...open);
  }
  const needed = sum(debits.map((item) => item.remainingCents));
  if (needed > payment.amountCents) {
    throw new ChosenNotCovered(
      {
        en: `The chosen transactions need $${toWire(needed)}; the payment is $${toWire(payment.amountCents)}. Pay them in full or choose fewer`,
        fr: `Les transactions choisies demandent ${toWire(needed)} $; le paiement est de ${toWire(payment.amountCents)} $. Payez-les en entier ou choisissez-en moins`,
      },
      { needed: toWire(needed) },
    );
  }
  const pairs = debits.map((debit) => ({ debit, credit, amount: debit.remainingCents }));
  return postPairs(tx, ctx, payment.programAccount, pairs);
}
