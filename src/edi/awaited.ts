import { asc, eq, gt } from 'drizzle-orm';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { waitingTimes } from '../cad/due-work.ts';
import { versionsOf } from '../cad/store.ts';
import { findFiled } from '../cad/waiting-store.ts';
import type { DueWork } from '../clock/due-work.ts';
import { nextOfTimes } from '../clock/instants.ts';
import type { Reader, Tx } from '../context.ts';
import { responseParts } from './answer.ts';
import type { FunctionCode } from './declaration-message.ts';
import { writeInterchange } from './envelope.ts';
import type { Syntax } from './interchange.ts';
import type { MessageOutcome } from './outcome.ts';
import { insertOutbound } from './store.ts';
import { accepted, rejected } from './told.ts';

/** Declarations that came by EDI and wait for their rates, and who is told what becomes of them. */
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

/** Responses to declarations that waited, once these are decided: right after them, at the same instants. */
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
  return on.db
    .select()
    .from(ediAwaited)
    .where(gt(ediAwaited.transactionNumber, after))
    .orderBy(asc(ediAwaited.transactionNumber))
    .limit(messagesPerSlice);
}

/** What became of it; nothing while it waits. */
async function outcomeOf(on: Reader, awaited: Awaited): Promise<MessageOutcome | undefined> {
  const { transactionNumber } = awaited;
  const filed = await findFiled(on, transactionNumber);
  if (filed?.status === 'WAITING_FOR_RATE') return undefined;
  if (filed !== undefined) return rejected(awaited, filed.findings);
  const [first] = await versionsOf(on, transactionNumber);
  return accepted(awaited, first!);
}

async function respond(tx: Tx, awaited: Awaited, outcome: MessageOutcome, at: string): Promise<void> {
  const { transactionNumber: about, party, syntax, recipient, receivedAt } = awaited;
  const message = { kind: 'response' as const, parts: responseParts(outcome, receivedAt) };
  const content = (reference: string) => writeInterchange(syntax, { recipient, reference, at }, [message]);
  await insertOutbound(tx, { party, kind: 'RESPONSE', about, syntax, createdAt: at }, content);
  await tx.db.delete(ediAwaited).where(eq(ediAwaited.transactionNumber, about));
}
