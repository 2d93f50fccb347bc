import { z } from '@hono/zod-openapi';
import { requireRight, requireScope } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { record } from '../storage/events.ts';
import {
  changeRuling,
  insertRuling,
  type Ruling,
  type RulingStatus,
  rulingBy,
  rulingKinds,
} from './store.ts';

export const RulingInput = z.strictObject({
  programAccount: z.string(),
  kind: z.enum(rulingKinds),
  goods: z.string().min(1).max(500),
  details: z.string().min(1).max(10_000),
  portOfEntry: z.string().max(4).default(''),
  earlierReference: z.string().max(50).default(''),
  wasImportedBefore: z.boolean(),
  isContinuing: z.boolean(),
  consentsToPublish: z.boolean(),
});

/** What is asked for does not go with where the request stands. */
export class RulingNotThere extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'RULING_STATUS';

  constructor({ id, status }: Ruling) {
    super(
      {
        en: `Ruling request ${id} is at ${status}; a decision can be changed once it is rendered, a request only withdrawn`,
        fr: `La demande de décision ${id} est à l’état ${status}; une décision se modifie une fois rendue, une demande ne peut être que retirée`,
      },
      { id, status },
    );
  }
}

/** Ask for a ruling. Law: Customs Act s. 43.1. Source: CARM videos 7 to 11. */
export async function requestRuling(ctx: Context, input: z.infer<typeof RulingInput>): Promise<Ruling> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'ruling:request', input.programAccount);
    const ruling = await insertRuling(tx, {
      ...{ ...input, status: 'SUBMITTED', askedOn: ctx.clock.today(), askedBy: ctx.actor.id },
      ...{ assignedTo: null, question: null, answer: null, decision: null, decidedOn: null },
    });
    await tell(tx, ctx, 'ruling.requested', ruling);
    return ruling;
  });
}

/** A ruling that is not rendered yet can only be withdrawn. */
export function withdrawRuling(ctx: Context, id: number): Promise<void> {
  return byClient(ctx, id, ['SUBMITTED', 'ASSIGNED', 'INFORMATION_REQUIRED'], 'ruling.withdrawn', {
    status: 'WITHDRAWN',
  });
}

/** Give the officer what was asked for. */
export function answerQuestion(ctx: Context, id: number, answer: string): Promise<void> {
  return byClient(ctx, id, ['INFORMATION_REQUIRED'], 'ruling.information-given', {
    answer,
    status: 'ASSIGNED',
  });
}

/** Ask for a ruling to be changed: it is looked at once more. */
export function modifyRuling(ctx: Context, id: number, details: string): Promise<void> {
  return byClient(ctx, id, ['DECIDED'], 'ruling.modification-requested', { details, status: 'SUBMITTED' });
}

/** An officer takes a request on. */
export function assignRuling(ctx: Context, id: number): Promise<void> {
  return byOfficer(ctx, id, ['SUBMITTED'], 'ruling.assigned', {
    status: 'ASSIGNED',
    assignedTo: ctx.actor.id,
  });
}

export function askForInformation(ctx: Context, id: number, question: string): Promise<void> {
  return byOfficer(ctx, id, ['ASSIGNED'], 'ruling.information-required', {
    question,
    status: 'INFORMATION_REQUIRED',
  });
}

export function decideRuling(ctx: Context, id: number, decision: string): Promise<void> {
  const decidedOn = ctx.clock.today();
  return byOfficer(ctx, id, ['ASSIGNED'], 'ruling.decided', { decision, decidedOn, status: 'DECIDED' });
}

async function byClient(
  ctx: Context,
  id: number,
  from: readonly RulingStatus[],
  action: string,
  change: Partial<Ruling>,
): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const ruling = await rulingBy(tx, id);
    await requireRight(ctx, tx, 'ruling:request', ruling.programAccount);
    await move(tx, ctx, ruling, from, action, change);
  });
}

async function byOfficer(
  ctx: Context,
  id: number,
  from: readonly RulingStatus[],
  action: string,
  change: Partial<Ruling>,
): Promise<void> {
  requireScope(ctx, 'recourse:decide');
  await ctx.store.inTransaction(async (tx) => move(tx, ctx, await rulingBy(tx, id), from, action, change));
}

async function move(
  tx: Tx,
  ctx: Context,
  ruling: Ruling,
  from: readonly RulingStatus[],
  action: string,
  change: Partial<Ruling>,
): Promise<void> {
  if (!from.includes(ruling.status)) throw new RulingNotThere(ruling);
  await changeRuling(tx, ruling.id, change);
  await tell(tx, ctx, action, ruling);
}

function tell(tx: Tx, ctx: Context, action: string, { id, programAccount, kind }: Ruling): Promise<void> {
  return record(tx, ctx, { action, subject: `ruling ${id}`, onBehalfOf: programAccount, detail: { kind } });
}
