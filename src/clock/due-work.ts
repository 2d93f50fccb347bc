import { and, desc, eq, sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Context, Reader, Store, Tx } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';
import { prepared } from '../storage/prepared.ts';
import type { ClockState, EnvironmentClock } from './clock.ts';
import { instantText, parseInstant } from './instants.ts';

export const dueWork = sqliteTable(
  'due_work',
  {
    kind: text('kind').notNull(),
    dueAt: text('due_at').notNull(),
    state: text('state').notNull(),
    resumeAfter: text('resume_after').notNull(),
    units: integer('units').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.dueAt] })],
);

/** Work that falls due by the calendar, done in slices so that whoever waits for a reply gets one in between. */
export interface DueWork {
  readonly kind: string;
  /** The first instant after the given one at which this work falls due. */
  nextAfter(instant: Temporal.ZonedDateTime): Temporal.ZonedDateTime;
  /** Does the part that follows `resumeAfter`; the same part done again changes nothing. */
  runSlice(
    tx: Tx,
    ctx: Context,
    slice: { dueAt: Temporal.ZonedDateTime; resumeAfter: string },
  ): Promise<SliceResult>;
}

export interface SliceResult {
  units: number;
  /** Where to go on, or nothing when the work is done. */
  resumeAfter?: string;
}

/** What is needed to move an environment's time. */
export interface Moving extends Context {
  readonly clock: EnvironmentClock;
}

/**
 * Advance the clock to an instant and do all work that falls due on the way, in order of time. Killed at any point,
 * it goes on from the last finished slice when it is called again.
 */
export async function advanceTo(
  ctx: Moving,
  to: Temporal.ZonedDateTime,
  works: readonly DueWork[],
): Promise<number> {
  const before = advancing.get(ctx.store.read) ?? Promise.resolve();
  const own = before.then(() => advance(ctx, to, works));
  // Whoever comes next waits for this one to end, well or not.
  advancing.set(
    ctx.store.read,
    own.then(
      () => undefined,
      () => undefined,
    ),
  );
  return own;
}

/** Time moves for one caller at a time. */
const advancing = new WeakMap<Reader, Promise<void>>();

async function advance(ctx: Moving, to: Temporal.ZonedDateTime, works: readonly DueWork[]): Promise<number> {
  const isBack = Temporal.ZonedDateTime.compare(to, ctx.clock.instant()) < 0;
  if (isBack && ctx.clock.state.mode === 'still') {
    throw new InvalidInput({
      en: `The clock stands at ${ctx.clock.now()} and cannot go back to ${instantText(to)}; restore a snapshot instead`,
      fr: `L’horloge est à ${ctx.clock.now()} et ne peut revenir à ${instantText(to)}; restaurez plutôt un instantané`,
    });
  }
  let units = 0;
  const upcoming = await upcomingOf(ctx, works);
  for (let next = first(upcoming); next !== undefined; next = first(upcoming)) {
    if (Temporal.ZonedDateTime.compare(next.dueAt, to) > 0) break;
    units += await runWork(ctx, next.work, next.dueAt);
    next.dueAt = next.work.nextAfter(next.dueAt);
  }
  if (!isBack && ctx.clock.state.mode === 'still')
    await setClock(ctx, { mode: 'still', at: instantText(to) });
  return units;
}

export async function setClock(ctx: Moving, state: ClockState): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    await putValue(tx, 'clock', JSON.stringify(state));
    await record(tx, ctx, { action: 'clock.set', subject: ctx.environment, detail: { ...state } });
  });
  ctx.clock.set(state);
}

export async function savedClock(store: Store): Promise<ClockState | undefined> {
  const saved = await environmentValue(store.read, 'clock');
  return saved === undefined ? undefined : (JSON.parse(saved) as ClockState);
}

interface Upcoming {
  work: DueWork;
  dueAt: Temporal.ZonedDateTime;
}

/** When each kind of work falls due next, after the last time it was done. */
async function upcomingOf(ctx: Moving, works: readonly DueWork[]): Promise<Upcoming[]> {
  const begins = (await environmentValue(ctx.store.read, 'begins at')) ?? ctx.clock.now();
  const upcoming: Upcoming[] = [];
  for (const work of works) {
    const [last] = await lastDone(ctx.store.read, { kind: work.kind });
    upcoming.push({ work, dueAt: work.nextAfter(parseInstant(last?.dueAt ?? begins)) });
  }
  return upcoming;
}

const lastDone = prepared((db) =>
  db
    .select({ dueAt: dueWork.dueAt })
    .from(dueWork)
    .where(and(eq(dueWork.kind, sql.placeholder('kind')), eq(dueWork.state, 'done')))
    .orderBy(desc(dueWork.dueAt))
    .limit(1),
);

/** The work that falls due first; of two at one instant, the one named first. */
function first(upcoming: readonly Upcoming[]): Upcoming | undefined {
  return upcoming.reduce<Upcoming | undefined>(
    (earliest, each) =>
      earliest === undefined || Temporal.ZonedDateTime.compare(each.dueAt, earliest.dueAt) < 0
        ? each
        : earliest,
    undefined,
  );
}

async function runWork(ctx: Moving, work: DueWork, dueAt: Temporal.ZonedDateTime): Promise<number> {
  const at = instantText(dueAt);
  if (ctx.clock.state.mode === 'still' && Temporal.ZonedDateTime.compare(dueAt, ctx.clock.instant()) > 0) {
    ctx.clock.set({ mode: 'still', at });
  }
  for (;;) {
    const finished = await ctx.store.inTransaction((tx) => runSlice(tx, ctx, work, dueAt));
    if (finished !== undefined) return finished;
    // Requests that came in meanwhile go first.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const findWork = prepared((db) =>
  db
    .select()
    .from(dueWork)
    .where(and(eq(dueWork.kind, sql.placeholder('kind')), eq(dueWork.dueAt, sql.placeholder('dueAt')))),
);

const putWork = prepared((db) =>
  db
    .insert(dueWork)
    .values({
      kind: sql.placeholder('kind'),
      dueAt: sql.placeholder('dueAt'),
      state: sql.placeholder('state'),
      resumeAfter: sql.placeholder('resumeAfter'),
      units: sql.placeholder('units'),
    })
    .onConflictDoUpdate({
      target: [dueWork.kind, dueWork.dueAt],
      set: {
        state: sql`excluded.state`,
        resumeAfter: sql`excluded.resume_after`,
        units: sql`excluded.units`,
      },
    }),
);

async function runSlice(
  tx: Tx,
  ctx: Moving,
  work: DueWork,
  dueAt: Temporal.ZonedDateTime,
): Promise<number | undefined> {
  const at = instantText(dueAt);
  const [begun] = await findWork(tx, { kind: work.kind, dueAt: at });
  if (begun?.state === 'done') return begun.units;
  const result = await work.runSlice(tx, ctx, { dueAt, resumeAfter: begun?.resumeAfter ?? '' });
  const units = (begun?.units ?? 0) + result.units;
  const state = result.resumeAfter === undefined ? 'done' : 'running';
  const row = { kind: work.kind, dueAt: at, state, resumeAfter: result.resumeAfter ?? '', units };
  await putWork(tx, row);
  if (ctx.clock.state.mode === 'still') await putValue(tx, 'clock', JSON.stringify(ctx.clock.state));
  if (state === 'running') return undefined;
  await record(tx, ctx, { action: 'due-work.done', subject: `${work.kind} ${at}`, detail: { units } });
  return units;
}
