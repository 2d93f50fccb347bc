import type { Context, Tx } from '../context.ts';
import { mailNotice } from '../users/mail-news.ts';
import { findUser } from '../users/store.ts';
import type { Ticket, TicketStep } from './store.ts';
import { statusNames } from './vocabulary.ts';

/** What of the desk's work whoever asked is told, and how. */
const told: Partial<Record<TicketStep['kind'], { en: string; fr: string }>> = {
  responded: { en: 'The support desk answered', fr: 'Le bureau de soutien a répondu' },
  status: { en: 'The support desk works on it', fr: 'Le bureau de soutien y travaille' },
  resolved: { en: 'The support desk resolved it', fr: 'Le bureau de soutien l’a résolu' },
};

/** Tell the person who opened a ticket in the portal what the desk did about it, by mail. */
export async function tellOpener(
  tx: Tx,
  ctx: Context,
  { number, title, status, openedBy }: Ticket,
  { kind, text }: { kind: TicketStep['kind']; text: string },
): Promise<void> {
  const what = told[kind];
  if (what === undefined || ctx.actor.kind === 'partner') return;
  const user = await findUser(tx, openedBy.split('.')[0]!);
  if (user === undefined) return;
  const { language } = user;
  await mailNotice(tx, ctx, user, {
    subject: `${number} – ${title}`,
    body: `${what[language]}. ${statusNames[status][language]}. ${text} (Simulation)`,
  });
}
