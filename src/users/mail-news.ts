import { accountsOfBusiness } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { defectsIn } from '../defects/defects.ts';
import { type Notification, notificationsOf } from '../notices/inbox.ts';
import { noticeTypes } from '../notices/types.ts';
import { lastSeq } from '../storage/events.ts';
import { sendMail } from './mailbox.ts';
import { changeUser, everyProgram, membershipsOf, type User } from './store.ts';

/** As many as a letter lists; the inbox has them all. */
const mostTold = 20;

/** Tell a person by mail what is new for the accounts it works for. Nothing new: no mail. */
export async function mailNews(tx: Tx, ctx: Context, user: User): Promise<boolean> {
  const news: Notification[] = [];
  for (const bn15 of await accountsOf(tx, user)) {
    const page = { before: Number.MAX_SAFE_INTEGER, limit: mostTold };
    news.push(...(await notificationsOf(tx, bn15, page)).filter(({ seq }) => seq > user.mailedUpTo));
  }
  if (news.length === 0) return false;
  const lines = news
    .sort((a, b) => b.seq - a.seq)
    .slice(0, mostTold)
    .map(
      ({ action, subject, onBehalfOf }) =>
        `${onBehalfOf}: ${noticeTypes[action][user.language]} (${subject})`,
    );
  // What is not sent is not sent later either.
  await changeUser(tx, user.id, { mailedUpTo: await lastSeq(tx) });
  return mailNotice(tx, ctx, user, letters[user.language](lines));
}

/** A letter beside the inbox, to who wants such mail. @returns whether it was sent: a known defect sends none */
export async function mailNotice(
  tx: Tx,
  ctx: Context,
  { email, wantsMail }: User,
  letter: { subject: string; body: string },
): Promise<boolean> {
  if (!wantsMail || (await defectsIn(ctx.store, tx)).includes('no-email-notices')) return false;
  await sendMail(tx, ctx, { address: email, ...letter });
  return true;
}

async function accountsOf(tx: Tx, { id }: User): Promise<string[]> {
  const accounts: string[] = [];
  for (const { bn9, program } of await membershipsOf(tx, id)) {
    if (program !== everyProgram) accounts.push(program);
    else accounts.push(...(await accountsOfBusiness(tx, bn9)).map(({ bn15 }) => bn15));
  }
  return accounts;
}

const letters = {
  en: (lines: readonly string[]) => ({
    subject: 'New notifications in the portal',
    body: `${lines.join('; ')}. Sign in to read them. (Simulation)`,
  }),
  fr: (lines: readonly string[]) => ({
    subject: 'Nouveaux avis dans le portail',
    body: `${lines.join('; ')}. Ouvrez une session pour les lire. (Simulation)`,
  }),
};
