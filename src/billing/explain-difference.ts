import { filerName, isOwn } from '../accounts/who-filed.ts';
import { type StoredCad, versionsOf } from '../cad/store.ts';
import type { Context } from '../context.ts';
import type { Bilingual } from '../errors.ts';
import { creditClearings } from '../ledger/clearings.ts';
import { findDocument } from '../ledger/documents.ts';
import { type Document, type DocumentCode, documentCodes } from '../ledger/tables.ts';
import { sum, toWire } from '../money.ts';
import type { OwnRow, Reason } from './reconcile.ts';
import type { Statement } from './store.ts';

/** Why a line differs, in words. */
export interface Explained {
  reason: Reason;
  text: Bilingual;
}

/** Why a partner's row differs from what the statement shows of it. */
export async function compareRow(
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
    return explained('NEXT_PERIOD', nextPeriod(cad.periodEnd));
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

/** Customs self-assessment by month, couriers and continuous transmission go by calendar months, all others to the 17th. */
function nextPeriod(periodEnd: string): [string, string] {
  if (periodEnd.endsWith('-17')) {
    return [
      `released after the 17th: it belongs to the period that ends on ${periodEnd}`,
      `mainlevée après le 17 : elle relève de la période qui se termine le ${periodEnd}`,
    ];
  }
  const month = periodEnd.slice(0, 7);
  return [
    `released in ${month}, a calendar month that is billed on the statement after its end`,
    `mainlevée en ${month}, mois civil facturé au relevé qui suit sa fin`,
  ];
}

/** What a statement shows that the partner's list does not. */
export async function explainExtra(ctx: Context, documents: readonly Document[]): Promise<Explained> {
  const [{ code, reference }] = documents as [Document, ...Document[]];
  if (code === 'PMT') return paidOldestFirst(ctx, documents);
  if (!ofDeclarations.has(code)) {
    const { en, fr } = documentCodes[code];
    return explained(otherReasons[code] ?? 'OTHER_CHARGE_OR_CREDIT', [en.toLowerCase(), fr.toLowerCase()]);
  }
  const filedBy = (await versionsOf(ctx.store.read, reference)).at(-1)?.filedBy;
  return filedBy === undefined || (await isOwn(ctx, filedBy))
    ? explained('NOT_IN_YOUR_LIST', [
        'it is not in your list, though you filed it',
        'elle n’est pas dans votre liste, bien que vous l’ayez soumise',
      ])
    : explained('FILED_BY_ANOTHER', [
        `filed by another party (${await filerName(ctx, filedBy)})`,
        `soumise par une autre partie (${await filerName(ctx, filedBy)})`,
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

export function explained(reason: Reason, [en, fr]: [string, string]): Explained {
  return { reason, text: { en, fr } };
}
