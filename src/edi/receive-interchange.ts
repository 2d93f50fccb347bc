import { hash } from 'node:crypto';
import { requireScope } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { processAcknowledgement } from './acknowledgement-message.ts';
import { answerTo } from './answer.ts';
import { followOwn } from './certification.ts';
import { understand } from './declaration-message.ts';
import { type ReadInterchange, type ReadMessage, readInterchange, type Syntax } from './interchange.ts';
import type { InterchangeOutcome, MessageOutcome } from './outcome.ts';
import { partyOf } from './party.ts';
import { processMessage, type Sent } from './process-message.ts';
import { readXmlInterchange } from './read-xml.ts';
import { processRemittance } from './remittance-message.ts';
import {
  answerInterchange,
  firstWithReference,
  type Interchange,
  insertInterchange,
  insertOutbound,
} from './store.ts';
import { fault } from './syntax-fault.ts';

/** Partners declare, banks deliver payments. */
const rightTo = { declaration: 'cad:submit', remittance: 'payment:deliver' } as const;

/**
 * Receive an interchange: keep it, do what each of its messages asks for, and answer it. It is kept before anything
 * is done, so that not even bad input or a stop in between loses it: sent again it is gone on with.
 *
 * An interchange that came before, by its control reference and content, is answered as it was then; with the same
 * reference and other content it is rejected.
 */
export async function receiveInterchange(
  asked: Context,
  syntax: Syntax,
  content: string,
): Promise<Interchange> {
  requireScope(asked, 'edi:exchange');
  const ctx: Context = { ...asked, actor: { ...asked.actor, channel: 'EDI' } };
  const read = syntax === 'XML' ? readXmlInterchange(content) : readInterchange(content);
  for (const { kind } of read.messages) {
    if (kind !== 'acknowledgement') requireScope(asked, rightTo[kind]);
  }
  const { row, isAnswered, isReused } = await keep(ctx, read, content);
  if (isAnswered) return row;
  if (isReused) read.faults.push(fault('26', { tag: 'UNB', element: 5, component: 1 }, read.reference));
  const outcomes = await process(ctx, read, row.receivedAt);
  const answered = await answer(ctx, read, row, outcomes);
  await followOwn(ctx);
  return answered;
}

async function process(ctx: Context, read: ReadInterchange, receivedAt: string): Promise<InterchangeOutcome> {
  const messages: MessageOutcome[] = [];
  if (read.faults.length === 0) {
    const sent = { syntax: read.syntax, recipient: read.sender, receivedAt };
    for (const message of read.messages) {
      const outcome = await outcomeOf(ctx, message, sent);
      if (outcome !== undefined) messages.push(outcome);
    }
  }
  return { faults: read.faults, messages };
}

async function outcomeOf(ctx: Context, read: ReadMessage, sent: Sent): Promise<MessageOutcome | undefined> {
  if (read.kind === 'remittance') return processRemittance(ctx, read);
  if (read.kind === 'acknowledgement') return processAcknowledgement(ctx, read);
  const understood = understand(read);
  if (understood.message !== undefined) return processMessage(ctx, understood.message, sent);
  const { faults, transactionNumber, functionCode } = understood;
  return {
    ...{ reference: read.reference, transactionNumber, functionCode, version: null },
    ...{ status: 'REJECTED', isDuplicate: false, case: null, calculated: {}, findings: [], faults },
  };
}

async function keep(ctx: Context, read: ReadInterchange, content: string) {
  const party = partyOf(ctx);
  const contentHash = hash('sha256', content);
  return ctx.store.inTransaction(async (tx) => {
    const earlier = read.reference === '' ? undefined : await firstWithReference(tx, party, read.reference);
    const isSame = earlier?.contentHash === contentHash;
    // Received and never answered: the program stopped in between.
    if (isSame && earlier.state === 'RECEIVED') return { row: earlier, isAnswered: false, isReused: false };
    const row = await insertInterchange(tx, {
      party,
      ...{ syntax: read.syntax, sender: read.sender, reference: read.reference, content, contentHash },
      receivedAt: ctx.clock.now(),
      state: earlier === undefined ? 'RECEIVED' : 'DUPLICATE',
      answer: isSame ? earlier.answer : null,
      outcomes: isSame ? earlier.outcomes : { faults: [], messages: [] },
      duplicateOf: earlier?.id ?? null,
    });
    await recordReceipt(tx, ctx, row);
    return { row, isAnswered: isSame, isReused: earlier !== undefined && !isSame };
  });
}

function recordReceipt(tx: Tx, ctx: Context, { id, syntax, reference, duplicateOf }: Interchange) {
  const detail = { syntax, reference, ...(duplicateOf === null ? {} : { duplicateOf }) };
  return record(tx, ctx, { action: 'edi.received', subject: String(id), detail });
}

async function answer(
  ctx: Context,
  read: ReadInterchange,
  row: Interchange,
  outcomes: InterchangeOutcome,
): Promise<Interchange> {
  const at = ctx.clock.now();
  const state = row.state === 'DUPLICATE' ? 'DUPLICATE' : 'ANSWERED';
  return ctx.store.inTransaction(async (tx) => {
    const facts = { party: row.party, kind: 'RESPONSE', about: String(row.id), syntax: row.syntax } as const;
    const content = isNothingButAcknowledged(read, outcomes)
      ? ''
      : (
          await insertOutbound(tx, { ...facts, createdAt: at }, (reference) =>
            answerTo(read, outcomes, { reference, at, receivedAt: row.receivedAt }),
          )
        ).content;
    await answerInterchange(tx, row.id, { state, answer: content, outcomes });
    for (const message of outcomes.messages) await recordUnreadable(tx, ctx, message);
    const rejected = outcomes.messages.filter((message) => message.status === 'REJECTED').length;
    await record(tx, ctx, {
      action: 'edi.answered',
      subject: String(row.id),
      outcome: outcomes.faults.length > 0 ? 'rejected' : 'done',
      detail: { messages: outcomes.messages.length, rejected },
    });
    return { ...row, state, answer: content, outcomes };
  });
}

/** Acknowledgements are not acknowledged: that would never end. */
function isNothingButAcknowledged(read: ReadInterchange, { faults, messages }: InterchangeOutcome): boolean {
  return read.messages.length > 0 && faults.length === 0 && messages.length === 0;
}

/** A declaration that could not be read is told by its number, as far as that is one. */
async function recordUnreadable(tx: Tx, ctx: Context, message: MessageOutcome): Promise<void> {
  const { transactionNumber, faults } = message;
  if (faults.length === 0 || !/^\d{14}$/.test(transactionNumber)) return;
  await record(tx, ctx, {
    action: 'edi.unreadable',
    subject: transactionNumber,
    outcome: 'rejected',
    detail: { codes: faults.map((each) => `SYNTAX-${each.code}`), channel: ctx.actor.channel },
  });
}
