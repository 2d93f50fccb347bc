import { dayAfter } from '../clock/calendar.ts';
import type { DueWork } from '../clock/due-work.ts';
import { nextDaily } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import { unpaidBy } from '../ledger/unpaid.ts';
import { agreementsInForce, type DebitAgreement, findDebit, insertDebit } from '../payments/debit-store.ts';
import { postIfPaid } from '../payments/due-work.ts';
import { putInTransit } from '../payments/take-payment.ts';
import { paymentChannels } from '../payments/types.ts';
import { datesOfPayment } from '../payments/value-date.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { latestStatement, type Statement } from './store.ts';

const agreementsPerSlice = 40;

/**
 * Pre-authorized debits, on the due date of the statement: what it asks for and is still open. Ordered once for each
 * statement. A bank that is down takes the debit later, in value of the due date.
 *
 * Source: CBSA, payments (pre-authorized debit). Assumption A-51: time of day. Assumption A-55: value date.
 */
export const debitRun: DueWork = {
  kind: 'pre-authorized-debits',
  nextAfter: (instant) => nextDaily(instant, '06:00'),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const page = { after: Number(resumeAfter), limit: agreementsPerSlice };
    const agreements = await agreementsInForce(tx, page);
    let units = 0;
    for (const each of agreements) if (await debit(tx, ctx, each)) units += 1;
    return agreements.length < agreementsPerSlice
      ? { units }
      : { units, resumeAfter: String(agreements.at(-1)!.id) };
  },
};

async function debit(tx: Tx, ctx: Context, agreement: DebitAgreement): Promise<boolean> {
  const { programAccount, agreedOn, id: agreementId } = agreement;
  const today = ctx.clock.today();
  const statement = await latestStatement(tx, programAccount, dayAfter(today));
  // An agreement begins with the first due date that comes after its day.
  if (statement === undefined || statement.dueOn > today || statement.dueOn <= agreedOn) return false;
  if ((await findDebit(tx, programAccount, statement.issuedOn)) !== undefined) return false;
  const amountCents = await unpaidBy(tx, programAccount, statement.dueOn);
  const receipt = amountCents === 0 ? null : await draw(tx, ctx, statement, amountCents);
  const ordered = { programAccount, agreementId, amountCents, receipt, orderedOn: today };
  await insertDebit(tx, { ...ordered, statementOn: statement.issuedOn });
  return receipt !== null;
}

async function draw(
  tx: Tx,
  ctx: Context,
  { programAccount, dueOn }: Statement,
  amountCents: number,
): Promise<string> {
  const { reference } = await tariffOf(ctx.store);
  const channel = 'pre-authorized-debit';
  const { postsOn } = await datesOfPayment(ctx, tx, channel, reference);
  const waiting = await putInTransit(tx, ctx, {
    programAccount,
    channel,
    amountCents,
    valueOn: dueOn,
    receivedAt: ctx.clock.now(),
    postsOn,
    chosen: [],
    payerBn9: null,
    groupId: null,
    duplicateOf: null,
    from: paymentChannels[channel].glAccount,
  });
  if (postsOn <= ctx.clock.today()) await postIfPaid(tx, ctx, waiting);
  return waiting.id;
}
