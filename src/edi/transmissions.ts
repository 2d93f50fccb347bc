import { z } from '@hono/zod-openapi';
import { requireRight, requireScope } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { lastSeq, record } from '../storage/events.ts';
import { partyInView, partyOf } from './party.ts';
import {
  findOutbound,
  findTransmission,
  type Outbound,
  putTransmission,
  setAcknowledged,
  type Transmission,
} from './store.ts';

export const TransmissionInput = z.strictObject({
  statements: z.boolean().openapi({ description: 'Statements of account, when they are issued' }),
  dailyNotices: z.boolean().openapi({ description: 'Daily notices, Tuesday to Saturday' }),
  changes: z
    .boolean()
    .default(false)
    .openapi({ description: 'Versions of declarations that the CBSA makes itself, four times a day' }),
  syntax: z.enum(['EDIFACT', 'XML']).default('EDIFACT'),
});

/**
 * Ask for statements, daily notices and the CBSA's own versions of an account by EDI. They go to the business that asked, for as long as it
 * has authority for the account.
 *
 * Source: CBSA, daily notices and statements of account (EDI users must request transmission).
 */
export async function requestTransmission(
  ctx: Context,
  programAccount: string,
  { changes, ...input }: z.infer<typeof TransmissionInput>,
): Promise<Transmission> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'edi:exchange', programAccount);
    if ((await findAccount(tx, programAccount)) === undefined) {
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, programAccount);
    }
    const before = await findTransmission(tx, programAccount);
    // What was made before it is asked for is read, not sent.
    const changesAfter = changes ? (before?.changesAfter ?? (await lastSeq(tx))) : null;
    const row = { ...input, programAccount, party: partyOf(ctx), askedOn: ctx.clock.today(), changesAfter };
    await putTransmission(tx, row);
    await record(tx, ctx, {
      action: 'edi.transmission-requested',
      subject: programAccount,
      onBehalfOf: programAccount,
      detail: { ...input, changes },
    });
    return row;
  });
}

export async function readTransmission(ctx: Context, programAccount: string): Promise<Transmission> {
  await requireRight(ctx, ctx.store.read, 'edi:exchange', programAccount);
  const found = await findTransmission(ctx.store.read, programAccount);
  if (found === undefined) {
    throw new NotFound({ en: 'Request for transmission', fr: 'La demande de transmission' }, programAccount);
  }
  return found;
}

/** A message for the actor. @throws NotFound, also for a message to somebody else */
export async function ownOutbound(ctx: Context, id: number): Promise<Outbound> {
  requireScope(ctx, 'edi:exchange');
  const party = partyInView(ctx);
  const found = await findOutbound(ctx.store.read, id);
  if (found === undefined || (party !== undefined && found.party !== party)) {
    throw new NotFound({ en: 'Outbound message', fr: 'Le message sortant' }, String(id));
  }
  return found;
}

/** The partner has it. Told twice, the second changes nothing. */
export async function acknowledge(ctx: Context, id: number): Promise<Outbound> {
  const found = await ownOutbound(ctx, id);
  if (found.acknowledgedAt !== null) return found;
  const acknowledgedAt = ctx.clock.now();
  await ctx.store.inTransaction(async (tx) => {
    await setAcknowledged(tx, id, acknowledgedAt);
    await record(tx, ctx, { action: 'edi.acknowledged', subject: String(id), detail: { kind: found.kind } });
  });
  return { ...found, acknowledgedAt };
}
