import type { Context, Tx } from '../context.ts';
import { markStated, unstatedDocuments } from '../ledger/documents.ts';
import { dueAndCredit, openItemsOf } from '../ledger/open-items.ts';
import { sum } from '../money.ts';
import { postBeforeStatement } from '../payments/due-work.ts';
import { periodClosedBy } from '../release/due-dates.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { chargeInterest } from './charge-interest.ts';
import { findStatement, insertStatement, latestStatement, type Statement } from './store.ts';
import { writeOffSmallBalance } from './write-off.ts';

/**
 * Issue the statement of account of one program account: everything posted since the last one that belongs to the
 * billing period, and what is to be paid by its due date.
 *
 *     closing = opening + debits − credits
 *     payable = open items due on or before the due date − available credits
 *
 * A negative payable is a credit: nothing is to be paid. An account with nothing to say gets no statement. Issued
 * twice for one date, the second changes nothing.
 *
 * Source: CBSA, daily notices and statements of account (issued on the 25th); SOR/86-1062 s. 10.1.
 */
export async function issueStatement(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  issuedOn: string,
): Promise<Statement | undefined> {
  if ((await findStatement(tx, programAccount, issuedOn)) !== undefined) return undefined;
  const period = periodClosedBy(Temporal.PlainDate.from(issuedOn));
  const previous = await latestStatement(tx, programAccount, issuedOn);
  const { reference } = await tariffOf(ctx.store);
  const since = previous?.issuedOn ?? '0000-01-01';
  await postBeforeStatement(tx, ctx, programAccount);
  await chargeInterest(tx, ctx, { programAccount, since, issuedOn, dueOn: period.dueOn }, reference);
  await writeOffSmallBalance(tx, ctx, programAccount, reference);
  const documents = await unstatedDocuments(tx, programAccount, period.end);
  const openingCents = previous?.closingCents ?? 0;
  if (documents.length === 0 && openingCents === 0) return undefined;
  const amounts = documents.map((document) => document.amountCents);
  const debitsCents = sum(amounts.filter((amount) => amount > 0));
  const creditsCents = -sum(amounts.filter((amount) => amount < 0));
  const { due, credit } = dueAndCredit(await openItemsOf(tx, programAccount), period.dueOn);
  const statement: Statement = {
    programAccount,
    issuedOn,
    periodStart: period.start,
    periodEnd: period.end,
    dueOn: period.dueOn,
    openingCents,
    debitsCents,
    creditsCents,
    closingCents: openingCents + debitsCents - creditsCents,
    payableCents: due - credit,
  };
  await insertStatement(tx, statement);
  await markStated(
    tx,
    documents.map((document) => document.id),
    issuedOn,
  );
  await record(tx, ctx, {
    action: 'statement.issued',
    subject: programAccount,
    onBehalfOf: programAccount,
    detail: { issuedOn, closingCents: statement.closingCents, payableCents: statement.payableCents },
  });
  return statement;
}
