import { VersionNotCurrent } from '../cad/change.ts';
import { correctCad } from '../cad/correct.ts';
import { fileCad, isWaiting } from '../cad/file.ts';
import { finding } from '../cad/findings.ts';
import { findCad } from '../cad/store.ts';
import { CadRejected } from '../cad/submit.ts';
import type { CadInput } from '../cad/types.ts';
import { withdrawCad } from '../cad/withdraw.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, Forbidden, NotFound } from '../errors.ts';
import { requestAdjustment } from '../recourse/adjust.ts';
import type { RecourseCase } from '../recourse/store.ts';
import { insertAwaited } from './awaited.ts';
import type { DeclarationMessage } from './declaration-message.ts';
import { earlierOutcome } from './earlier-outcome.ts';
import type { Syntax } from './interchange.ts';
import { type MessageOutcome, type ToldFinding, toldOf } from './outcome.ts';
import { partyOf } from './party.ts';
import { accepted, rejected, underReview, waiting } from './told.ts';

/** How a message came: in what, from what address, when. */
export interface Sent {
  syntax: Syntax;
  recipient: string;
  receivedAt: string;
}

/**
 * Do what a message asks for, each by itself: a refusal of one is its answer, and costs no other message anything.
 *
 * 9 submits, 4 and 5 correct, or ask for an adjustment after the payment due date, 1 withdraws. What was done before
 * is answered as it was then.
 */
export async function processMessage(
  ctx: Context,
  message: DeclarationMessage,
  sent: Sent,
): Promise<MessageOutcome> {
  try {
    return (await earlierOutcome(ctx, message)) ?? (await done(ctx, message, sent));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return rejected(message, findingsOf(error));
  }
}

async function done(ctx: Context, message: DeclarationMessage, sent: Sent): Promise<MessageOutcome> {
  const { transactionNumber, functionCode, declared, version = 0 } = message;
  if (functionCode === '9') return file(ctx, message, sent);
  if (functionCode === '1') return accepted(message, await withdrawCad(ctx, transactionNumber, version));
  const stored = await findCad(ctx.store.read, transactionNumber);
  if (stored !== undefined && ctx.clock.today() > stored.dueOn) {
    return underReview(message, await adjust(ctx, message, declared!, sent));
  }
  return accepted(message, await correctCad(ctx, transactionNumber, version, declared!));
}

async function file(ctx: Context, message: DeclarationMessage, sent: Sent): Promise<MessageOutcome> {
  const filed = await fileCad(ctx, message.declared!, async (tx, each) => {
    if (isWaiting(each)) await awaitDecision(tx, ctx, message, sent);
  });
  return isWaiting(filed) ? waiting(message) : accepted(message, filed);
}

/** Whoever sent it is answered once more when it is decided. */
function awaitDecision(tx: Tx, ctx: Context, message: DeclarationMessage, sent: Sent): Promise<void> {
  const { transactionNumber, reference, functionCode } = message;
  return insertAwaited(tx, { transactionNumber, reference, functionCode, party: partyOf(ctx), ...sent });
}

function adjust(
  ctx: Context,
  message: DeclarationMessage,
  declared: CadInput,
  sent: Sent,
): Promise<RecourseCase> {
  const { transactionNumber, version = 0, reasons, rationale } = message;
  const { reasonToBelieveOn, perishableNoticedOn } = message;
  const proposed = {
    ...{ transactionNumber, expectedVersion: version, declared, reasons },
    ...{ reasonToBelieveOn, perishableNoticedOn },
    rationale: rationale === '' ? `EDI ${message.reference}` : rationale,
  };
  return requestAdjustment(ctx, proposed, (tx) => awaitDecision(tx, ctx, message, sent));
}

function findingsOf(error: DomainError): ToldFinding[] {
  if (error instanceof CadRejected) return error.findings;
  if (error instanceof VersionNotCurrent || error instanceof NotFound)
    return [finding('CAD-E100', 'version')];
  if (error instanceof Forbidden) return [finding('CAD-E020', 'importer')];
  return [toldOf(error.code, error.text)];
}
