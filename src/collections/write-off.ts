import { requireScope } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import { requireAnother } from '../accounts/two-officers.ts';
import { postWriteOff } from '../billing/write-off.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { NotFound } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { clearAccount } from '../ledger/clear.ts';
import { openItemsOf } from '../ledger/open-items.ts';
import { atOnce, noInterest, type OpenItem } from '../ledger/tables.ts';
import { sum } from '../money.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { changeWriteOff, findWriteOff, insertWriteOff, type WriteOff } from './store.ts';
import { NothingToWriteOff, WriteOffAboveLimit, WriteOffNotIn } from './write-off-refusals.ts';

/**
 * An officer asks that overdue debt be written off: all of it, or the documents named. Another officer decides.
 *
 * @throws NotFound, NothingToWriteOff
 *
 * Assumption A-59: two officers, the limit of the second, and what follows when the client pays after all.
 */
export async function requestWriteOff(
  ctx: Context,
  programAccount: string,
  { reason, documents }: { reason: string; documents?: readonly number[] | undefined },
): Promise<WriteOff> {
  requireScope(ctx, 'collection:decide');
  return ctx.store.inTransaction(async (tx) => {
    if ((await findAccount(tx, programAccount)) === undefined)
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, programAccount);
    const today = ctx.clock.today();
    const debts = (await debtsOf(tx, programAccount, documents)).filter((item) => item.dueOn < today);
    if (debts.length === 0) throw new NothingToWriteOff(programAccount);
    const amountCents = sum(debts.map((item) => item.remainingCents));
    const requested = await insertWriteOff(tx, {
      programAccount,
      documents: debts.map((item) => item.documentId),
      amountCents,
      reason,
      requestedBy: ctx.actor.id,
      requestedOn: today,
      status: 'REQUESTED',
      decidedBy: null,
      decidedOn: null,
      documentId: null,
    });
    await tell(tx, ctx, requested, 'write-off.requested', { amountCents, reason });
    return requested;
  });
}

/** @throws NotFound, WriteOffNotIn, SameOfficer, WriteOffAboveLimit, NothingToWriteOff */
export async function approveWriteOff(ctx: Context, id: number): Promise<WriteOff> {
  requireScope(ctx, 'collection:decide');
  const { reference } = await tariffOf(ctx.store);
  const limit = reference.parameter('write-off-limit', ctx.clock.today()).value.times(100).toNumber();
  return ctx.store.inTransaction(async (tx) => {
    const requested = await writeOffIn(tx, id, 'REQUESTED');
    requireAnother(ctx, requested.requestedBy, { en: `Write-off ${id}`, fr: `Radiation ${id}` });
    const { programAccount } = requested;
    // What was paid meanwhile is not written off.
    const debts = await debtsOf(tx, programAccount, requested.documents);
    if (debts.length === 0) throw new NothingToWriteOff(programAccount);
    const amountCents = sum(debts.map((item) => item.remainingCents));
    if (amountCents > limit) throw new WriteOffAboveLimit(amountCents, limit);
    const documentId = await postWriteOff(tx, ctx, { programAccount, reference: `write-off ${id}` }, debts);
    const approved = { ...requested, status: 'APPROVED', amountCents, documentId, ...decision(ctx) } as const;
    await changeWriteOff(tx, requested, approved);
    await tell(tx, ctx, approved, 'write-off.approved', { totalCents: -amountCents, documentId });
    return approved;
  });
}

/** @throws NotFound, WriteOffNotIn */
export async function refuseWriteOff(ctx: Context, id: number): Promise<WriteOff> {
  requireScope(ctx, 'collection:decide');
  return ctx.store.inTransaction(async (tx) => {
    const requested = await writeOffIn(tx, id, 'REQUESTED');
    const refused = await changeWriteOff(tx, requested, { status: 'REFUSED', ...decision(ctx) });
    await tell(tx, ctx, refused, 'write-off.refused', {});
    return refused;
  });
}

/** The client pays after all: the debt is owed again, without interest, and its credit clears it at once. */
export async function reverseWriteOff(ctx: Context, id: number): Promise<WriteOff> {
  requireScope(ctx, 'collection:decide');
  return ctx.store.inTransaction(async (tx) => {
    const approved = await writeOffIn(tx, id, 'APPROVED');
    const { programAccount, amountCents } = approved;
    const documentId = await appendJournal(tx, {
      document: {
        code: 'WOF',
        programAccount,
        clientAccount: chart.unappliedCredit,
        reference: `write-off ${id}`,
        amountCents,
        ...atOnce(ctx.clock.today()),
        interestFrom: noInterest,
        reverses: approved.documentId!,
      },
      postings: [
        { glAccount: chart.unappliedCredit, amountCents },
        { glAccount: chart.writeOff, amountCents: -amountCents },
      ],
      isOpenItem: true,
    });
    const reversed = await changeWriteOff(tx, approved, { status: 'REVERSED' });
    await tell(tx, ctx, reversed, 'write-off.reversed', { totalCents: amountCents, documentId });
    await clearAccount(tx, ctx, programAccount);
    return reversed;
  });
}

function decision(ctx: Context) {
  return { decidedBy: ctx.actor.id, decidedOn: ctx.clock.today() };
}

/** Open debts of an account: those named, or all. */
async function debtsOf(
  on: Reader,
  programAccount: string,
  documents: readonly number[] | undefined,
): Promise<OpenItem[]> {
  const items = await openItemsOf(on, programAccount);
  const isNamed = ({ documentId }: OpenItem) => documents === undefined || documents.includes(documentId);
  return items.filter((item) => item.remainingCents > 0 && isNamed(item));
}

async function writeOffIn(tx: Tx, id: number, status: WriteOff['status']): Promise<WriteOff> {
  const found = await findWriteOff(tx, id);
  if (found === undefined) throw new NotFound({ en: 'Write-off', fr: 'La radiation' }, String(id));
  if (found.status !== status) throw new WriteOffNotIn(found, status);
  return found;
}

async function tell(
  tx: Tx,
  ctx: Context,
  { id, programAccount }: WriteOff,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await record(tx, ctx, { action, subject: String(id), onBehalfOf: programAccount, detail });
}
