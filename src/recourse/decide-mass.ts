import { requireRight, requireScope } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { record } from '../storage/events.ts';
import { approveIn, rejectIn } from './adjust.ts';
import { inSlices } from './in-slices.ts';
import {
  casesOfMass,
  type MassAdjustment,
  type MassState,
  massAdjustmentOf,
  updateMassAdjustment,
} from './mass-store.ts';
import { undoVersion } from './recalculate.ts';
import type { RecourseCase } from './store.ts';

/** The mass adjustment is not in the state that this step needs. */
export class MassAdjustmentNotReady extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'MASS_ADJUSTMENT_NOT_READY';

  constructor({ id, state }: MassAdjustment, needed: MassState) {
    super(
      {
        en: `Mass adjustment ${id} is ${state}; it must be ${needed} for this`,
        fr: `Le rajustement en masse ${id} est à l’état ${state}; il doit être à l’état ${needed}`,
      },
      { id, state },
    );
  }
}

/** A mass adjustment that the actor may read: the importer's own, or any for the CBSA. */
export async function readMassAdjustment(ctx: Context, id: string): Promise<MassAdjustment> {
  const found = await massAdjustmentOf(ctx.store.read, id);
  await requireRight(ctx, ctx.store.read, 'cad:read', found.importerBn15);
  return found;
}

/**
 * Approve a mass adjustment: each of its cases, slice by slice, so that requests are answered in between. Killed, it goes
 * on where it was when it is approved again. A case that was decided by itself stays as it was decided.
 *
 * @throws MassAdjustmentNotReady
 */
export function approveMassAdjustment(ctx: Context, id: string): Promise<MassAdjustment> {
  const states = { from: 'UNDER_REVIEW', under: 'APPROVING', to: 'APPROVED' } as const;
  return goThrough(ctx, id, states, async (tx, each) => {
    if (each.state === 'UNDER_REVIEW') await approveIn(tx, ctx, each.id);
  });
}

/** Refuse it: no declaration is changed. @throws MassAdjustmentNotReady */
export function refuseMassAdjustment(ctx: Context, id: string, rationale: string): Promise<MassAdjustment> {
  const states = { from: 'UNDER_REVIEW', under: 'REFUSING', to: 'REFUSED' } as const;
  return goThrough(ctx, id, states, async (tx, each) => {
    if (each.state === 'UNDER_REVIEW') await rejectIn(tx, ctx, each.id, rationale);
  });
}

/** Undo it by reversal: each declaration that nobody changed since is as it was. @throws MassAdjustmentNotReady */
export function undoMassAdjustment(ctx: Context, id: string): Promise<MassAdjustment> {
  const states = { from: 'APPROVED', under: 'UNDOING', to: 'UNDONE' } as const;
  return goThrough(ctx, id, states, async (tx, { transactionNumber, resultVersion }) => {
    if (resultVersion !== null) await undoVersion(tx, ctx, transactionNumber, resultVersion);
  });
}

const casesPerSlice = 50;

async function goThrough(
  ctx: Context,
  id: string,
  { from, under, to }: Record<'from' | 'under' | 'to', MassState>,
  step: (tx: Tx, each: RecourseCase) => Promise<void>,
): Promise<MassAdjustment> {
  requireScope(ctx, 'recourse:decide');
  await ctx.store.inTransaction(async (tx) => {
    const found = await massAdjustmentOf(tx, id);
    if (found.state === under) return;
    if (found.state !== from) throw new MassAdjustmentNotReady(found, from);
    await updateMassAdjustment(tx, { id, state: under, resumeAfter: '' });
  });
  await inSlices(ctx, async (tx) => {
    const found = await massAdjustmentOf(tx, id);
    const cases = await casesOfMass(tx, id, { after: found.resumeAfter, limit: casesPerSlice });
    for (const each of cases) await step(tx, each);
    const last = cases.at(-1);
    if (last === undefined) await finish(tx, ctx, found, to);
    else await updateMassAdjustment(tx, { id, resumeAfter: last.id });
    return last === undefined ? 'done' : 'more';
  });
  return massAdjustmentOf(ctx.store.read, id);
}

async function finish(tx: Tx, ctx: Context, { id, importerBn15 }: MassAdjustment, state: MassState) {
  const decided = { decidedOn: ctx.clock.today(), decidedBy: ctx.actor.id };
  await updateMassAdjustment(tx, { id, state, ...decided, resumeAfter: '' });
  const outcome = state.toLowerCase();
  const action = `mass-adjustment.${outcome}`;
  await record(tx, ctx, { action, subject: id, onBehalfOf: importerBn15, outcome });
}
