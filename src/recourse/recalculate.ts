import { requireScope } from '../accounts/rights.ts';
import { requireAnother } from '../accounts/two-officers.ts';
import { decideCad } from '../cad/decide.ts';
import { gathererFor } from '../cad/gather-facts.ts';
import { findCad, matchingCads, type StoredCad, versionsOf } from '../cad/store.ts';
import type { AssessedCad } from '../cad/types.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { inSlices } from './in-slices.ts';
import { postDecision } from './redetermine.ts';
import {
  insertItems,
  insertRecalculation,
  nextItems,
  type RecalculatedCad,
  type Recalculation,
  type RecalculationRule,
  type RecalculationState,
  rebaseOpenCases,
  recalculationCount,
  recalculationOf,
  setItem,
  updateRecalculation,
} from './store.ts';

/** Declarations changed between two turns at answering requests. */
const declarationsPerSlice = 50;

/** The recalculation is not in the state that this step needs. */
export class RecalculationNotReady extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'RECALCULATION_NOT_READY';

  constructor({ id, state }: Recalculation, reason: { en: string; fr: string }) {
    super(
      {
        en: `Recalculation ${id} is ${state}: ${reason.en}`,
        fr: `Le recalcul ${id} est à l’état ${state} : ${reason.fr}`,
      },
      { id, state },
    );
  }
}

/** Declarations looked at between two turns at answering requests. */
const declarationsPerLook = 500;

/**
 * Choose declarations by rule and tell what assessing them anew would change, slice by slice. Nothing is posted. A
 * preview that was killed stays PREVIEWING and is never run.
 *
 * Source: CES 2.0 (CS0016355): wrong exchange rates needed a mass recalculation.
 */
export async function previewRecalculation(
  ctx: Context,
  rule: RecalculationRule,
  reason: string,
): Promise<Recalculation> {
  requireScope(ctx, 'recourse:decide');
  const row = await ctx.store.inTransaction(async (tx): Promise<Recalculation> => {
    const id = `RC${String((await recalculationCount(tx)) + 1).padStart(6, '0')}`;
    const createdOn = ctx.clock.today();
    const created: Recalculation = {
      ...{ id, rule, reason, createdOn, createdBy: ctx.actor.id },
      ...{ state: 'PREVIEWING', approvedBy: null, resumeAfter: '' },
    };
    await insertRecalculation(tx, created);
    return created;
  });
  const declarations = await lookThrough(ctx, row);
  return ctx.store.inTransaction(async (tx) => {
    const previewed: Recalculation = { ...row, state: 'PREVIEWED' };
    await updateRecalculation(tx, previewed);
    await tell(tx, ctx, previewed, 'previewed', { declarations });
    return previewed;
  });
}

/** Read outside a transaction, so that nobody waits for it; tells how many declarations would change. */
async function lookThrough(ctx: Context, { id: recalculationId, rule }: Recalculation): Promise<number> {
  const { read } = ctx.store;
  let declarations = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const slice = await matchingCads(read, rule, { after, limit: declarationsPerLook });
    const items: RecalculatedCad[] = [];
    for (const transactionNumber of slice.chosen) {
      const cad = (await findCad(read, transactionNumber))!;
      const anew = await assessedAnew(read, ctx, cad);
      if (anew === undefined || isSame(cad, anew)) continue;
      const { importerBn15, totalCents: beforeCents } = cad;
      const item = { transactionNumber, importerBn15, beforeCents, afterCents: anew.totalCents };
      items.push({ ...item, recalculationId, version: null, undoneVersion: null });
    }
    await ctx.store.inTransaction((tx) => insertItems(tx, items));
    declarations += items.length;
    after = slice.next;
  }
  return declarations;
}

/**
 * Approve a previewed recalculation and run it, slice by slice, so that requests are answered in between. Killed, it
 * goes on where it was when it is run again.
 *
 * @throws SameOfficer for who asked for the preview, RecalculationNotReady
 */
export async function runRecalculation(ctx: Context, id: string): Promise<Recalculation> {
  requireScope(ctx, 'recourse:decide');
  const { createdBy } = await recalculationOf(ctx.store.read, id);
  requireAnother(ctx, createdBy, { en: `Recalculation ${id}`, fr: `Recalcul ${id}` });
  return goThrough(ctx, id, { from: 'PREVIEWED', under: 'RUNNING', to: 'DONE' }, recalculateOne);
}

/** Undo a recalculation: each declaration gets a version that is as it was before. */
export async function undoRecalculation(ctx: Context, id: string): Promise<Recalculation> {
  requireScope(ctx, 'recourse:decide');
  return goThrough(ctx, id, { from: 'DONE', under: 'UNDOING', to: 'UNDONE' }, undoOne);
}

type Step = (tx: Tx, ctx: Context, item: RecalculatedCad, run: Recalculation) => Promise<void>;

async function goThrough(
  ctx: Context,
  id: string,
  states: Record<'from' | 'under' | 'to', RecalculationState>,
  step: Step,
): Promise<Recalculation> {
  await ctx.store.inTransaction(async (tx) => {
    const run = await recalculationOf(tx, id);
    if (run.state !== states.from && run.state !== states.under) {
      throw new RecalculationNotReady(run, {
        en: `it must be ${states.from} first`,
        fr: `il doit d’abord être à l’état ${states.from}`,
      });
    }
    const resumeAfter = run.state === states.under ? run.resumeAfter : '';
    await updateRecalculation(tx, { id, state: states.under, approvedBy: ctx.actor.id, resumeAfter });
  });
  await inSlices(ctx, async (tx) => {
    const run = await recalculationOf(tx, id);
    const items = await nextItems(tx, run, declarationsPerSlice);
    for (const item of items) await step(tx, ctx, item, run);
    const last = items.at(-1);
    if (last !== undefined) {
      await updateRecalculation(tx, { id, resumeAfter: last.transactionNumber });
      return 'more';
    }
    await updateRecalculation(tx, { id, state: states.to, resumeAfter: '' });
    await tell(tx, ctx, run, states.to.toLowerCase(), {});
    return 'done';
  });
  return recalculationOf(ctx.store.read, id);
}

async function recalculateOne(tx: Tx, ctx: Context, item: RecalculatedCad): Promise<void> {
  const cad = (await findCad(tx, item.transactionNumber))!;
  const anew = await assessedAnew(tx, ctx, cad);
  // Changed or withdrawn since the preview: what it is now stands.
  if (anew === undefined || isSame(cad, anew)) return;
  const { version, totalCents } = await postRecalculated(tx, ctx, cad, anew);
  await setItem(tx, item, { version, afterCents: totalCents });
}

async function undoOne(tx: Tx, ctx: Context, item: RecalculatedCad): Promise<void> {
  if (item.undoneVersion !== null || item.version === null) return;
  const undone = await undoVersion(tx, ctx, item.transactionNumber, item.version);
  if (undone !== undefined) await setItem(tx, item, { undoneVersion: undone.version });
}

/** Post a version that is as the one before it was. A change made since is somebody's own: it stands, and nothing is done. */
export async function undoVersion(
  tx: Tx,
  ctx: Context,
  transactionNumber: string,
  version: number,
): Promise<AssessedCad | undefined> {
  const versions = await versionsOf(tx, transactionNumber);
  const newest = versions.at(-1)!;
  if (newest.version !== version) return undefined;
  return postRecalculated(tx, ctx, newest, {
    ...versions.at(-2)!,
    version: newest.version + 1,
    change: 'RECALCULATION',
    filedBy: ctx.actor.id,
    reasons: [],
    gstKeptCents: newest.gstKeptCents,
  });
}

/** A recalculation is a decision of the CBSA: what it refunds bears interest, and open cases go on from its version. */
async function postRecalculated(
  tx: Tx,
  ctx: Context,
  cad: StoredCad,
  anew: AssessedCad,
): Promise<AssessedCad> {
  const { reference } = await tariffOf(ctx.store);
  const posted = await postDecision(tx, ctx, cad, anew, reference);
  await rebaseOpenCases(tx, cad.transactionNumber, posted.version);
  return posted;
}

/** The declaration as the rates known now assess it; amounts that the partner declared stay. */
async function assessedAnew(on: Reader, ctx: Context, cad: StoredCad): Promise<AssessedCad | undefined> {
  if (cad.status === 'WITHDRAWN') return undefined;
  const decision = decideCad(cad.declared, await (await gathererFor(ctx))(on, cad.declared, cad));
  return decision.cad && { ...decision.cad, change: 'RECALCULATION', channel: cad.channel };
}

function isSame(cad: StoredCad, anew: AssessedCad): boolean {
  return cad.totalCents === anew.totalCents && cad.vfdCents === anew.vfdCents && !cad.hasProvisionalRate;
}

function tell(tx: Tx, ctx: Context, { id }: Recalculation, outcome: string, detail: Record<string, unknown>) {
  return record(tx, ctx, { action: `recalculation.${outcome}`, subject: id, outcome, detail });
}
