import type { Document } from '../ledger/tables.ts';

/** Where a statement shows a document: among what is due on its own due date, or with a due date of the document's own. */
export type StatementSection = 'TRANSACTIONS' | 'OTHER_TRANSACTIONS';

/**
 * The section of a statement in which a document stands: what was accepted after the statement of its period, and keeps
 * an earlier due date, is among the others, as payments and credits are.
 *
 * Source: CBSA, daily notices and statements of account (a section of what is due on the statement's due date, another of
 * items that each have their own). Law: SOR/86-1062 s. 10.1 (goods are due with the period of their release).
 */
export function sectionOf(document: Pick<Document, 'dueOn'>, statement: { dueOn: string }): StatementSection {
  return document.dueOn === statement.dueOn ? 'TRANSACTIONS' : 'OTHER_TRANSACTIONS';
}
