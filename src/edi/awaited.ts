import { asc, eq, gt, sql } from 'drizzle-orm';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { waitingTimes } from '../cad/due-work.ts';
import { versionsOf } from '../cad/store.ts';
import { findFiled } from '../cad/waiting-store.ts';
import type { DueWork } from '../clock/due-work.ts';
import { nextOfTimes } from '../clock/instants.ts';
import type { Reader, Tx } from '../context.ts';
import type { Bilingual } from '../errors.ts';
import { casesOfTransaction } from '../recourse/store.ts';
import { prepared } from '../storage/prepared.ts';
import { responseParts } from './answer.ts';
import type { FunctionCode } from './declaration-message.ts';
import { writeInterchange } from './envelope.ts';
import type { Syntax } from './interchange.ts';
import { type MessageOutcome, toldOf } from './outcome.ts';
import { insertOutbound } from './store.ts';
import { accepted, rejected } from './told.ts';

/** Declarations that wait for their rates, and adjustments for an officer, that came by EDI: who is told what becomes of them. */
export const ediAwaited = sqliteTable('edi_awaited', {
  transactionNumber: text('transaction_number').primaryKey(),
  party: text('party').notNull(),
  syntax: text('syntax').$type<Syntax>().notNull(),
  /** The partner's address on interchanges, and its reference of the message. */
  recipient: text('recipient').notNull(),
  reference: text('reference').notNull(),
  functionCode: text('function_code').$type<FunctionCode>().notNull(),
  receivedAt: text('received_at').notNull(),
});

type Awaited = typeof ediAwaited.$inferSelect;

export async function insertAwaited(tx: Tx, awaited: Awaited): Promise<void> {
  await tx.db.insert(ediAwaited).values(awaited);
}

const messagesPerSlice = 40;

/** Responses to what waited, once it is decided: at the instants at which declarations that wait are looked at. */
export const awaitedResponses: DueWork = {
  kind: 'edi-awaited',
  nextAfter: (instant) => nextOfTimes(instant, waitingTimes),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const some = await awaitedAfter(tx, resumeAfter);
    let units = 0;
    for (const each of some) {
      const outcome = await outcomeOf(tx, each);
      if (outcome === undefined) continue;
      await respond(tx, each, outcome, ctx.clock.now());
      units += 1;
    }
    return some.length < messagesPerSlice
      ? { units }
      : { units, resumeAfter: some.at(-1)!.transactionNumber };
  },
};

async function awaitedAfter(on: Reader, after: string): Promise<Awaited[]> {
  return awaitedInOrder(on, { after });
}

const awaitedInOrder = prepared((db) =>
  db
    .select()
    .from(ediAwaited)
    .where(gt(ediAwaited.transactionNumber, sql.placeholder('after')))
    .orderBy(asc(ediAwaited.transactionNumber))
    .limit(messagesPerSlice),
);

/** What became of it; nothing while it waits. */
async function outcomeOf(on: Reader, awaited: Awaited): Promise<MessageOutcome | undefined> {
  return awaited.functionCode === '9' ? outcomeOfDeclaration(on, awaited) : outcomeOfAdjustment(on, awaited);
}

async function outcomeOfDeclaration(on: Reader, awaited: Awaited): Promise<MessageOutcome | undefined> {
  const { transactionNumber } = awaited;
  const filed = await findFiled(on, transactionNumber);
  if (filed?.status === 'WAITING_FOR_RATE') return undefined;
  if (filed !== undefined) return rejected(awaited, filed.findings);
  const [first] = await versionsOf(on, transactionNumber);
  return accepted(awaited, first!);
}

/** One case is open at a time: it is the newest one that was asked for. */
async function outcomeOfAdjustment(on: Reader, awaited: Awaited): Promise<MessageOutcome | undefined> {
  const { transactionNumber } = awaited;
  const cases = await casesOfTransaction(on, transactionNumber);
  const { id, state, resultVersion } = cases.findLast((each) => each.kind === 'ADJUSTMENT')!;
  if (state === 'UNDER_REVIEW') return undefined;
  if (state === 'REJECTED')
    return { ...rejected(awaited, [toldOf('ADJUSTMENT_REFUSED', refused(id))]), case: id };
  const versions = await versionsOf(on, transactionNumber);
  const made = versions.find((each) => each.version === resultVersion)!;
  return { ...accepted(awaited, made), case: id };
}

const refused = (id: string): Bilingual => ({
  en: `The CBSA refused the adjustment in case ${id}; the version before stands`,
  fr: `L’ASFC a refusé le rajustement au dossier ${id}; la version précédente demeure`,
});

async function respond(tx: Tx, awaited: Awaited, outcome: MessageOutcome, at: string): Promise<void> {
  const { transactionNumber: about, party, syntax, recipient, receivedAt } = awaited;
  const message = { kind: 'response' as const, parts: responseParts(outcome, receivedAt) };
  const content = (reference: string) => writeInterchange(syntax, { recipient, reference, at }, [message]);
  await insertOutbound(tx, { party, kind: 'RESPONSE', about, syntax, createdAt: at }, content);
  await tx.db.delete(ediAwaited).where(eq(ediAwaited.transactionNumber, about));
}
