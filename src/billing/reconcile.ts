import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { type Bilingual, NotFound } from '../errors.ts';
import { documentsStatedOn } from '../ledger/documents.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { type Document, isBilled } from '../ledger/tables.ts';
import { type Cents, sum } from '../money.ts';
import { compareRow, explainExtra, explained } from './explain-difference.ts';
import { findStatement, latestStatement, type Statement } from './store.ts';

/** A transaction as a partner has it in its own books. */
export interface OwnRow {
  transactionNumber: string;
  amountCents: Cents;
}

export type Reason =
  | 'AGREES'
  | 'TWICE_IN_YOUR_LIST'
  | 'CHANGED_VERSION'
  | 'DIFFERENT_AMOUNT'
  | 'EARLIER_STATEMENT'
  | 'NEXT_PERIOD'
  | 'NOT_YET_STATED'
  | 'NO_DECLARATION'
  | 'FILED_BY_ANOTHER'
  | 'NOT_IN_YOUR_LIST'
  | 'INTEREST'
  | 'CREDIT'
  | 'PAYMENT_OLDEST_FIRST'
  | 'OTHER_CHARGE_OR_CREDIT';

/** One transaction, or one other entry of the statement, on both sides. */
export interface ReconciledLine {
  reference: string;
  ownCents: Cents | null;
  statedCents: Cents | null;
  /** What of it is still open: a payment may have gone to older debt. */
  openCents: Cents;
  reason: Reason;
  text: Bilingual;
}

export interface Reconciliation {
  statement: Statement;
  lines: ReconciledLine[];
}

/**
 * Lay a partner's own list of transactions beside a statement of account, and say of each line why it differs.
 *
 * @throws NotFound when there is no such statement
 *
 * Source: CBSA, daily notices and statements of account (reconcile notices and history with the statement).
 */
export async function reconcile(
  ctx: Context,
  bn15: string,
  issuedOn: string,
  rows: readonly OwnRow[],
): Promise<Reconciliation> {
  const { read } = ctx.store;
  await requireRight(ctx, read, 'account:read', bn15);
  const statement =
    issuedOn === 'latest' ? await latestStatement(read, bn15) : await findStatement(read, bn15, issuedOn);
  if (statement === undefined)
    throw new NotFound({ en: 'Statement', fr: 'Le relevé' }, `${bn15} ${issuedOn}`);
  const stated = (await documentsStatedOn(read, bn15, statement.issuedOn)).filter((each) =>
    isBilled(each.code),
  );
  const byReference = Map.groupBy(stated, (document) => document.reference);
  const open = new Map((await openItemsOf(read, bn15)).map((item) => [item.documentId, item.remainingCents]));
  const openOf = (documents: readonly Document[]) => sum(documents.map((each) => open.get(each.id) ?? 0));
  const lines: ReconciledLine[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.transactionNumber)) {
      lines.push(twice(row));
      continue;
    }
    seen.add(row.transactionNumber);
    const documents = byReference.get(row.transactionNumber) ?? [];
    byReference.delete(row.transactionNumber);
    const { reason, text } = await compareRow(ctx, bn15, statement, row, documents);
    const statedCents = documents.length === 0 ? null : sum(documents.map((each) => each.amountCents));
    const reference = row.transactionNumber;
    lines.push({
      reference,
      ownCents: row.amountCents,
      statedCents,
      openCents: openOf(documents),
      reason,
      text,
    });
  }
  for (const [reference, documents] of byReference) {
    const statedCents = sum(documents.map((each) => each.amountCents));
    const { reason, text } = await explainExtra(ctx, documents);
    lines.push({ reference, ownCents: null, statedCents, openCents: openOf(documents), reason, text });
  }
  return { statement, lines };
}

/** The first time it was laid beside the statement. */
function twice({ transactionNumber, amountCents }: OwnRow): ReconciledLine {
  const compared = { reference: transactionNumber, ownCents: amountCents, statedCents: null, openCents: 0 };
  const words: [string, string] = [
    'it stands in your list before: compared there',
    'elle figure déjà dans votre liste : comparée plus haut',
  ];
  return { ...compared, ...explained('TWICE_IN_YOUR_LIST', words) };
}
