import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import type { ReadMessage } from './interchange.ts';
import type { MessageOutcome } from './outcome.ts';
import { fault, type SyntaxFault } from './syntax-fault.ts';
import { rejected } from './told.ts';
import { acknowledge, ownOutbound } from './transmissions.ts';

/** UCI's action, by ISO 9735: acknowledged, rejected, received. */
const refusal = '4';

/**
 * Take a partner's CONTRL as its acknowledgement of what we sent, or its refusal of it. A CONTRL is answered by nothing,
 * unless it names what was never sent to the partner.
 */
export async function processAcknowledgement(
  ctx: Context,
  { reference, parts, faults: read }: ReadMessage,
): Promise<MessageOutcome | undefined> {
  const { interchange = '', action = '' } = parts[0]?.values ?? {};
  const named = { reference, transactionNumber: '', functionCode: '9' };
  if (read.length > 0) return { ...rejected(named, []), faults: read };
  const unknown = await take(ctx, String(interchange), String(action));
  return unknown === undefined ? undefined : { ...rejected(named, []), faults: [unknown] };
}

async function take(ctx: Context, interchange: string, action: string): Promise<SyntaxFault | undefined> {
  const id = Number(/^CARM(\d{9})$/.exec(interchange)?.[1] ?? 0);
  try {
    if (action !== refusal) await acknowledge(ctx, id);
    else await recordRefusal(ctx, id);
    return undefined;
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    return fault('12', { segment: 2, tag: 'UCI', element: 1, component: 1 }, interchange);
  }
}

/** What a partner could not read stays new in its outbox. */
async function recordRefusal(ctx: Context, id: number): Promise<void> {
  const { kind } = await ownOutbound(ctx, id);
  await ctx.store.inTransaction((tx) =>
    record(tx, ctx, {
      action: 'edi.refused-by-partner',
      subject: String(id),
      outcome: 'refused',
      detail: { kind },
    }),
  );
}
