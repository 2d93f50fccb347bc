import { z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { changeProblem, insertProblem, problemBy, type SupportProblem } from './problem-store.ts';
import { ProblemClosed } from './refusals.ts';
import { takeStep } from './step.ts';
import { ticketBy } from './store.ts';

const Text = z.string().max(1000);

export const ProblemInput = z.strictObject({
  reference: z.string().min(1).max(20).openapi({ description: 'Under which it is known: CS0016355' }),
  application: z.string().max(50).default(''),
  titleEn: Text.min(1),
  titleFr: Text.min(1),
  workaroundEn: Text.default(''),
  workaroundFr: Text.default(''),
  isPublished: z.boolean().default(false).openapi({ description: 'A known error: everybody is told of it' }),
});

export type ProblemInput = z.input<typeof ProblemInput>;

/** An act of the desk on a problem, in a transaction of its own. @throws Forbidden */
export async function onProblem<T>(ctx: Context, act: (tx: Tx, ctx: Context) => Promise<T>): Promise<T> {
  requireScope(ctx, 'support:handle');
  return ctx.store.inTransaction((tx) => act(tx, ctx));
}

/** Open a problem; published, it is a known error. CES 2.0 told nobody of what it knew. */
export async function openProblem(tx: Tx, ctx: Context, input: ProblemInput): Promise<SupportProblem> {
  const problem = await insertProblem(tx, {
    ...ProblemInput.parse(input),
    ...{ openedAt: ctx.clock.now(), closedAt: null, fixedByChange: null },
  });
  await tell(tx, ctx, 'problem.opened', problem);
  return problem;
}

/** Tell everybody of it, with its work-around as it is known by now. */
export async function publishProblem(
  tx: Tx,
  ctx: Context,
  id: number,
  workaround: { workaroundEn?: string; workaroundFr?: string } = {},
): Promise<void> {
  const problem = await openOne(tx, id);
  await changeProblem(tx, id, { ...workaround, isPublished: true });
  await tell(tx, ctx, 'problem.published', problem);
}

/** It is gone: by a change, where one fixed it. */
export async function closeProblem(
  tx: Tx,
  ctx: Context,
  id: number,
  fixedByChange: string | null = null,
): Promise<void> {
  const problem = await openOne(tx, id);
  await changeProblem(tx, id, { closedAt: ctx.clock.now(), fixedByChange });
  await tell(tx, ctx, 'problem.closed', { ...problem, fixedByChange });
}

/** Say that a ticket comes from a problem. */
export async function linkProblem(tx: Tx, ctx: Context, number: string, id: number): Promise<void> {
  const problem = await problemBy(tx, id);
  const ticket = await ticketBy(tx, number);
  await takeStep(tx, ctx, ticket, {
    kind: 'linked',
    change: { problemId: id },
    text: problem.reference,
    detail: { problem: id },
  });
}

async function openOne(tx: Tx, id: number): Promise<SupportProblem> {
  const problem = await problemBy(tx, id);
  if (problem.closedAt !== null) throw new ProblemClosed(id);
  return problem;
}

function tell(tx: Tx, ctx: Context, action: string, problem: SupportProblem): Promise<void> {
  const { id, reference, fixedByChange } = problem;
  return record(tx, ctx, { action, subject: `problem ${id}`, detail: { reference, fixedByChange } });
}
