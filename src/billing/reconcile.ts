import { requireRight } from '../accounts/rights.ts';
import { type StoredCad, versionsOf } from '../cad/store.ts';
import type { Context } from '../context.ts';
import { type Bilingual, NotFound } from '../errors.ts';
import { creditClearings } from '../ledger/clearings.ts';
import { documentsStatedOn, findDocument } from '../ledger/documents.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { type Document, type DocumentCode, documentCodes, isBilled } from '../ledger/tables.ts';
import { type Cents, sum, toWire } from '../money.ts';
import { findStatement, latestStatement, type Statement } from './store.ts';

/** A transaction as a partner has it in its own books. */
export interface OwnRow {
  transactionNumber: string;
  amountCents: Cents;
}

export type Reason =
  | 'AGREES'
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
  for (const row of rows) {
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

interface Explained {
  reason: Reason;
  text: Bilingual;
}

async function compareRow(
  ctx: Context,
  bn15: string,
  statement: Statement,
  row: OwnRow,
  documents: readonly Document[],
): Promise<Explained> {
  const versions = (await versionsOf(ctx.store.read, row.transactionNumber)).filter(
    (version) => version.importerBn15 === bn15,
  );
  const newest = versions.at(-1);
  if (newest === undefined) {
    return explained('NO_DECLARATION', [
      'no declaration with this number was accepted for this account',
      'aucune déclaration de ce numéro n’a été acceptée pour ce compte',
    ]);
  }
  if (documents.length === 0) return absent(ctx, statement, versions);
  if (sum(documents.map((each) => each.amountCents)) === row.amountCents) {
    return explained('AGREES', ['agrees', 'concorde']);
  }
  return versions.length > 1
    ? explained('CHANGED_VERSION', [
        `the declaration was changed: it is at version ${newest.version} (${newest.change.toLowerCase()})`,
        `la déclaration a été modifiée : elle est à la version ${newest.version}`,
      ])
    : explained('DIFFERENT_AMOUNT', [
        'CARM assessed another amount: see the explanations of the declaration',
        'la GCRA a établi un autre montant : voir les explications de la déclaration',
      ]);
}

/** Why a declaration that there is stands on another statement, or on none yet. */
async function absent(
  ctx: Context,
  statement: Statement,
  versions: readonly StoredCad[],
): Promise<Explained> {
  const [cad] = versions as [StoredCad, ...StoredCad[]];
  if (cad.periodEnd !== null && cad.periodEnd > statement.periodEnd) {
    return explained('NEXT_PERIOD', [
      `released after the 17th: it belongs to the period that ends on ${cad.periodEnd}`,
      `mainlevée après le 17 : elle relève de la période qui se termine le ${cad.periodEnd}`,
    ]);
  }
  const statedOn = (await findDocument(ctx.store.read, cad.documentId))?.statedOn ?? null;
  if (statedOn !== null && statedOn < statement.issuedOn) {
    return explained('EARLIER_STATEMENT', [
      `it is on the statement of ${statedOn}`,
      `elle figure au relevé du ${statedOn}`,
    ]);
  }
  return explained('NOT_YET_STATED', [
    `accounted for on ${cad.accountedOn}, after this statement was issued: it comes on a later one`,
    `déclarée le ${cad.accountedOn}, après la production de ce relevé : elle viendra à un relevé suivant`,
  ]);
}

/** What a statement shows that the partner's list does not. */
async function explainExtra(ctx: Context, documents: readonly Document[]): Promise<Explained> {
  const [{ code, reference }] = documents as [Document, ...Document[]];
  if (code === 'PMT') return paidOldestFirst(ctx, documents);
  if (!ofDeclarations.has(code)) {
    const { en, fr } = documentCodes[code];
    return explained(otherReasons[code] ?? 'OTHER_CHARGE_OR_CREDIT', [en.toLowerCase(), fr.toLowerCase()]);
  }
  const filedBy = (await versionsOf(ctx.store.read, reference)).at(-1)?.filedBy;
  return filedBy === undefined || filedBy === ctx.actor.id
    ? explained('NOT_IN_YOUR_LIST', [
        'it is not in your list, though you filed it',
        'elle n’est pas dans votre liste, bien que vous l’ayez soumise',
      ])
    : explained('FILED_BY_ANOTHER', [
        `filed by another party (${filedBy})`,
        `soumise par une autre partie (${filedBy})`,
      ]);
}

const ofDeclarations: ReadonlySet<DocumentCode> = new Set(['CAD', 'CADC', 'COR', 'ADJ']);

const otherReasons: Partial<Record<DocumentCode, Reason>> = {
  INT: 'INTEREST',
  REF: 'CREDIT',
  RIN: 'CREDIT',
  DRW: 'CREDIT',
  DRD: 'CREDIT',
};

/** What payments were applied to: unless transactions were chosen, the oldest debt that was due. */
async function paidOldestFirst(ctx: Context, payments: readonly Document[]): Promise<Explained> {
  const applied: string[] = [];
  for (const payment of payments) {
    for (const { debitDocumentId, amountCents } of await creditClearings(ctx.store.read, payment.id)) {
      const debit = await findDocument(ctx.store.read, debitDocumentId);
      applied.push(`${debit?.reference ?? debitDocumentId}: ${toWire(amountCents)}`);
    }
  }
  if (applied.length === 0)
    return explained('CREDIT', ['a payment kept as a credit', 'un paiement conservé comme crédit']);
  const list = applied.join('; ');
  return explained('PAYMENT_OLDEST_FIRST', [
    `a payment, applied to the oldest debt due or to what you chose: ${list}`,
    `un paiement, imputé à la dette échue la plus ancienne ou à ce que vous avez choisi : ${list}`,
  ]);
}

function explained(reason: Reason, [en, fr]: [string, string]): Explained {
  return { reason, text: { en, fr } };
}
