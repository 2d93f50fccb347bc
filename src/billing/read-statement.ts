import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { defectsIn } from '../defects/defects.ts';
import { NotFound } from '../errors.ts';
import { documentsStatedOn } from '../ledger/documents.ts';
import type { Document } from '../ledger/tables.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { type StatementSection, sectionOf } from './statement-sections.ts';
import { findStatement, latestStatement, type Statement } from './store.ts';

/** A statement of account with all that it shows. */
export interface StatementRead {
  statement: Statement;
  /** The last day to pay in time: the due date, put off by a holiday or a deferral. */
  payBy: string;
  /** Due on the statement's due date. */
  inCycle: Document[];
  /** Each with its own due date; payments and credits. */
  other: Document[];
}

/**
 * One statement of an account, for who may see it; `latest` for the newest.
 *
 * Assumption A-112: what the known defect leaves out is its other transactions; the totals are right.
 *
 * @throws Forbidden, NotFound
 */
export async function readStatement(ctx: Context, bn15: string, issuedOn: string): Promise<StatementRead> {
  const { read } = ctx.store;
  await requireRight(ctx, read, 'account:read', bn15);
  const statement =
    issuedOn === 'latest' ? await latestStatement(read, bn15) : await findStatement(read, bn15, issuedOn);
  if (statement === undefined)
    throw new NotFound({ en: 'Statement', fr: 'Le relevé' }, `${bn15} ${issuedOn}`);
  const { reference } = await tariffOf(ctx.store);
  const documents = await documentsStatedOn(read, bn15, statement.issuedOn);
  const isIncomplete = (await defectsIn(ctx.store)).includes('incomplete-statements');
  const inSection = (section: StatementSection) =>
    documents.filter((document) => sectionOf(document, statement) === section);
  return {
    statement,
    payBy: reference.lastDayToPay(statement.dueOn),
    inCycle: inSection('TRANSACTIONS'),
    other: isIncomplete ? [] : inSection('OTHER_TRANSACTIONS'),
  };
}
