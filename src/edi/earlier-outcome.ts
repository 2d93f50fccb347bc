import { isDeepStrictEqual } from 'node:util';
import { mayDo } from '../accounts/rights.ts';
import { finding } from '../cad/findings.ts';
import { type StoredCad, versionsOf } from '../cad/store.ts';
import { CadRejected, recordRejection } from '../cad/submit.ts';
import { findFiled } from '../cad/waiting-store.ts';
import type { Context } from '../context.ts';
import { casesOfTransaction } from '../recourse/store.ts';
import { record } from '../storage/events.ts';
import type { DeclarationMessage } from './declaration-message.ts';
import type { MessageOutcome } from './outcome.ts';
import { accepted, underReview, waiting } from './told.ts';

/**
 * What a message led to when it came before: known by transaction number, version and content, whatever interchange
 * carried it. Nothing where it is new.
 *
 * Assumption A-42: sameness goes by content.
 *
 * @throws CadRejected (CAD-E100) where an original has a number that is in use for other content
 */
export async function earlierOutcome(
  ctx: Context,
  message: DeclarationMessage,
): Promise<MessageOutcome | undefined> {
  const versions = await versionsOf(ctx.store.read, message.transactionNumber);
  const [first] = versions;
  const filed = first ?? (await waitingOf(ctx, message));
  if (filed === undefined) return undefined;
  // Of a declaration that is not the sender's, it learns nothing here.
  const { importerBn15 } = filed;
  if (!(await mayDo(ctx.store.read, ctx.actor, 'cad:submit', importerBn15, ctx.clock.today())))
    return undefined;
  const earlier =
    first === undefined ? sameAsFiled(message, filed) : await sameAsBefore(ctx, message, versions);
  if (earlier === undefined) {
    if (message.functionCode === '9') throw await reuse(ctx, message, importerBn15);
    return undefined;
  }
  await ctx.store.inTransaction((tx) =>
    record(tx, ctx, {
      action: 'edi.duplicate',
      subject: message.transactionNumber,
      onBehalfOf: importerBn15,
      outcome: 'answered before',
      detail: { functionCode: message.functionCode, version: earlier.version, channel: ctx.actor.channel },
    }),
  );
  return { ...earlier, isDuplicate: true };
}

/** The declaration of this number that was filed and waits for its exchange rate. */
async function waitingOf(ctx: Context, { transactionNumber }: DeclarationMessage) {
  const filed = await findFiled(ctx.store.read, transactionNumber);
  return filed?.status === 'WAITING_FOR_RATE' ? filed : undefined;
}

function sameAsFiled(
  message: DeclarationMessage,
  { declared }: { declared: unknown },
): MessageOutcome | undefined {
  return isDeepStrictEqual(declared, message.declared) ? waiting(message) : undefined;
}

async function sameAsBefore(
  ctx: Context,
  message: DeclarationMessage,
  versions: readonly StoredCad[],
): Promise<MessageOutcome | undefined> {
  const made = versions.find((each) => each.version === (message.version ?? 0) + 1);
  if (message.functionCode === '1') {
    return made?.change === 'WITHDRAWAL' ? accepted(message, made) : undefined;
  }
  const isSame = (declared: unknown) => isDeepStrictEqual(declared, message.declared);
  if (made !== undefined && made.change !== 'WITHDRAWAL' && isSame(made.declared))
    return accepted(message, made);
  if (message.functionCode === '9') return undefined;
  const cases = await casesOfTransaction(ctx.store.read, message.transactionNumber);
  const asked = cases.find(
    (each) =>
      each.kind === 'ADJUSTMENT' &&
      each.state === 'UNDER_REVIEW' &&
      each.baseVersion === message.version &&
      isSame(each.declared),
  );
  return asked === undefined ? undefined : underReview(message, asked);
}

/** The number is in use for something else, of the importer whose declaration it is. */
async function reuse(
  ctx: Context,
  { declared, transactionNumber }: DeclarationMessage,
  importer: string,
): Promise<CadRejected> {
  const rejection = new CadRejected(transactionNumber, [finding('CAD-E100', 'transactionNumber')]);
  // An original is never without its declaration.
  await recordRejection(ctx, { ...declared!, importer }, rejection);
  return rejection;
}
