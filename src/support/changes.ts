import { z } from '@hono/zod-openapi';
import type { Context, Tx } from '../context.ts';
import { defectIds, defectsIn } from '../defects/defects.ts';
import { DomainError, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { findChange, insertChange, type SystemChange, updateChange } from './change-store.ts';
import { switchDefect } from './defects.ts';
import { audiences } from './vocabulary.ts';

const Title = z.string().min(1).max(200);

export const ChangeInput = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]{1,40}$/, { error: 'small letters, digits, hyphens and points' }),
  titleEn: Title,
  titleFr: Title,
  touches: z.array(z.enum(audiences)).default(['partner']),
  fixes: z.array(z.enum(defectIds)).default([]),
  plannedFor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: 'an instant such as 2024-11-06T09:00' })
    .nullable()
    .default(null),
});

export type ChangeInput = z.input<typeof ChangeInput>;

/** What is done with a change, in this order; it need not be announced. */
export const changeActs = ['announce', 'deploy', 'back-out'] as const;

export type ChangeAct = (typeof changeActs)[number];

/** There is a change of that name. */
export class ChangeNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CHANGE_NAME_TAKEN';

  constructor(id: string) {
    super({ en: `There is a change ${id} already`, fr: `Il y a déjà un changement ${id}` }, { id });
  }
}

/** What is asked for does not go with where the change stands. */
export class ChangeNotThere extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CHANGE_STATUS';

  constructor(id: string) {
    super(
      {
        en: `Change ${id} does not stand where this can be done: a change is announced before it is deployed, deployed once, and backed out after that`,
        fr: `Le changement ${id} n’en est pas là : un changement est annoncé avant d’être déployé, déployé une fois, et retiré ensuite`,
      },
      { id },
    );
  }
}

/** Plan a change to the system that is rehearsed. @throws ChangeNameTaken */
export async function planChange(tx: Tx, ctx: Context, input: ChangeInput): Promise<SystemChange> {
  const given = ChangeInput.parse(input);
  if ((await findChange(tx, given.id)) !== undefined) throw new ChangeNameTaken(given.id);
  const change = { ...given, announcedAt: null, deployedAt: null, backedOutAt: null };
  await insertChange(tx, change);
  await tell(tx, ctx, 'change.planned', change);
  return change;
}

const acts: Record<
  ChangeAct,
  {
    isPossible: (change: SystemChange) => boolean;
    at: 'announcedAt' | 'deployedAt' | 'backedOutAt';
    action: string;
  }
> = {
  announce: {
    isPossible: ({ announcedAt, deployedAt }) => announcedAt === null && deployedAt === null,
    at: 'announcedAt',
    action: 'change.announced',
  },
  deploy: {
    isPossible: ({ deployedAt }) => deployedAt === null,
    at: 'deployedAt',
    action: 'change.deployed',
  },
  'back-out': {
    isPossible: ({ deployedAt, backedOutAt }) => deployedAt !== null && backedOutAt === null,
    at: 'backedOutAt',
    action: 'change.backed-out',
  },
};

/**
 * Announce, deploy or back out a change. Deployed, it takes out the known defects that it fixes; backed out, they are
 * in again.
 *
 * @throws NotFound, ChangeNotThere
 */
export async function actOnChange(tx: Tx, ctx: Context, id: string, act: ChangeAct): Promise<SystemChange> {
  const before = await findChange(tx, id);
  if (before === undefined) throw new NotFound({ en: 'Change', fr: 'Le changement' }, id);
  const { isPossible, at, action } = acts[act];
  if (!isPossible(before)) throw new ChangeNotThere(id);
  const change = { ...before, [at]: ctx.clock.now() };
  if (act === 'deploy') change.fixes = await takeOut(tx, ctx, before);
  if (act === 'back-out')
    for (const defect of change.fixes) await switchDefect(tx, ctx, defect, { isIn: true, isPublished: true });
  await updateChange(tx, id, change);
  await tell(tx, ctx, action, change);
  return change;
}

/** What may be done with a change as it stands. */
export function possibleActs(change: SystemChange): ChangeAct[] {
  return changeActs.filter((act) => acts[act].isPossible(change));
}

/** @returns the defects that were in, and that backing out puts in again */
async function takeOut(tx: Tx, ctx: Context, { id, fixes }: SystemChange) {
  const inNow = await defectsIn(ctx.store, tx);
  const fixed = fixes.filter((defect) => inNow.includes(defect));
  for (const defect of fixed)
    await switchDefect(tx, ctx, defect, { isIn: false, isPublished: false, fixedByChange: id });
  return fixed;
}

function tell(tx: Tx, ctx: Context, action: string, change: SystemChange): Promise<void> {
  const { id, titleEn, titleFr, touches, fixes, announcedAt } = change;
  const title = { en: titleEn, fr: titleFr };
  const detail = { title, touches, fixes, isAnnounced: announcedAt !== null };
  return record(tx, ctx, { action, subject: id, detail });
}
