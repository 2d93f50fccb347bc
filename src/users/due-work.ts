import { and, eq, gt, lt } from 'drizzle-orm';
import type { DueWork } from '../clock/due-work.ts';
import { nextDaily } from '../clock/instants.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { mailNews } from './mail-news.ts';
import { endSessionsOf } from './sessions.ts';
import { changeUser, users } from './store.ts';

const perSlice = 200;

/**
 * Profiles that were not used for 180 days are deactivated: the person's alone, never the account of its business.
 *
 * Source: the briefing (accounts inactive over 180 days). Assumption A-87: every day at 01:00.
 */
const deactivation: DueWork = {
  kind: 'deactivation',
  nextAfter: (instant) => nextDaily(instant, '01:00'),
  runSlice: async (tx, ctx, { dueAt, resumeAfter }) => {
    const { reference } = await tariffOf(ctx.store);
    const day = dueAt.toPlainDate();
    const days = reference.parameter('inactive-profile-days', day.toString()).value.toNumber();
    const unused = lt(users.lastSignInOn, day.subtract({ days }).toString());
    const found = await tx.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.status, 'ACTIVE'), eq(users.isCast, false), unused, gt(users.id, resumeAfter)))
      .orderBy(users.id)
      .limit(perSlice);
    for (const { id } of found) {
      await changeUser(tx, id, { status: 'DEACTIVATED' });
      await endSessionsOf(tx, id);
      await record(tx, ctx, { action: 'user.deactivated', subject: id });
    }
    const units = found.length;
    return units < perSlice ? { units } : { units, resumeAfter: found.at(-1)!.id };
  },
};

/** Whoever wants mail is told every morning of what is new in the inbox. Source: CARM video 10. Time of day: A-87. */
const mailing: DueWork = {
  kind: 'notification-mail',
  nextAfter: (instant) => nextDaily(instant, '06:00'),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const found = await tx.db
      .select()
      .from(users)
      .where(and(eq(users.status, 'ACTIVE'), eq(users.wantsMail, true), gt(users.id, resumeAfter)))
      .orderBy(users.id)
      .limit(perSlice);
    let units = 0;
    for (const user of found) if (await mailNews(tx, ctx, user)) units += 1;
    return found.length < perSlice ? { units } : { units, resumeAfter: found.at(-1)!.id };
  },
};

export const userWork: readonly DueWork[] = [deactivation, mailing];
