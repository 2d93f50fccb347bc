import assert from 'node:assert/strict';
import type { Tx } from '../context.ts';
import { insertInto } from '../storage/insert-into.ts';
import { nextNumber } from '../storage/next-number.ts';
import { type Document, type DocumentCode, documents, type Journal, openItems, postings } from './tables.ts';

const insertDocument = insertInto(documents);

const insertPostings = insertInto(postings);

const insertOpenItem = insertInto(openItems);

/** Append one balanced journal. Nothing is ever updated: a mistake is undone by a reversing journal. */
export async function appendJournal(tx: Tx, journal: Journal): Promise<number> {
  const { document } = journal;
  const entries = journal.postings.filter((posting) => posting.amountCents !== 0);
  const imbalance = entries.reduce((total, posting) => total + posting.amountCents, 0);
  assert.equal(
    imbalance,
    0,
    `${document.code} ${document.reference} is out of balance by ${imbalance} cents`,
  );
  const id = await nextNumber(tx, documents, documents.id);
  await insertDocument(tx, { id, ...document });
  const { programAccount } = document;
  const rows = entries.map((posting, line) => ({ documentId: id, line, programAccount, ...posting }));
  await insertPostings(tx, ...rows);
  if (journal.isOpenItem && document.amountCents !== 0) {
    const { dueOn, amountCents } = document;
    const item = { documentId: id, programAccount, dueOn, class: clearingClass(document) };
    await insertOpenItem(tx, { ...item, remainingCents: amountCents });
  }
  return id;
}

/**
 * The order of clearing inside one due date: debts by kind, and credits by kind.
 *
 * Source: legacy offsetting fact sheet, kept as the order of CARM (assumption A-06).
 */
function clearingClass({ code, amountCents }: Pick<Document, 'code' | 'amountCents'>): number {
  const order = amountCents > 0 ? debtsInOrder : creditsInOrder;
  const found = order.findIndex((codes) => codes.includes(code));
  return found < 0 ? order.length + 1 : found + 1;
}

const debtsInOrder: readonly DocumentCode[][] = [
  ['CAD', 'CADC', 'COR', 'LAP'],
  ['ADJ', 'DRW'],
  ['NSF'],
  ['NPA', 'LPP'],
  ['XFR', 'DSB'],
  ['INT'],
];

const creditsInOrder: readonly DocumentCode[][] = [['PMT', 'DRD', 'COR'], ['REV'], ['REF', 'RIN', 'DRW']];
