import { z } from '@hono/zod-openapi';
import { mayDo } from '../accounts/rights.ts';
import { numberAfter, pageOf } from '../http/paging.ts';
import { type Notification, notificationsOf, toldInPortal } from '../notices/inbox.ts';
import { type NoticeType, noticeTypes } from '../notices/types.ts';
import { rightToKnow } from '../notices/who-is-told.ts';
import { button, postButton, selectField, untouched } from '../pages/form.ts';
import { dollars, instant } from '../pages/formats.ts';
import { atAccount, signedIn } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { tabs } from '../pages/layout.ts';
import { link, paging, table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type AtAccount, type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { lastSeq } from '../storage/events.ts';
import { changeUser } from '../users/store.ts';

export const messageWords = inBoth({
  title: ['Notifications', 'Avis'],
  problems: ['Known problems and outages', 'Problèmes connus et pannes'],
  documents: ['Documents', 'Documents'],
  lead: [
    'What the CBSA told this account. Whoever wants an email as well says so in the profile.',
    'Ce que l’ASFC a communiqué à ce compte. Pour recevoir aussi un courriel, indiquez-le dans le profil.',
  ],
  what: ['What', 'Objet'],
  about: ['About', 'Concerne'],
  when: ['When', 'Quand'],
  amount: ['Amount', 'Montant'],
  kind: ['Kind', 'Type'],
  filter: ['Filter', 'Filtrer'],
  unread: ['New', 'Nouveau'],
  none: ['There are no notifications.', 'Il n’y a pas d’avis.'],
  read: ['Mark all as read', 'Tout marquer comme lu'],
});

export function messagePages(site: Site): void {
  site.page('/portal/messages', atAccount('cad:read'), show);

  site.form('/portal/messages/read', signedIn, {
    show: () => '/portal/messages',
    schema: z.object({}),
    act: async ({ ctx, user }) => {
      await ctx.store.inTransaction(async (tx) => changeUser(tx, user.id, { readUpTo: await lastSeq(tx) }));
      return '/portal/messages';
    },
  });
}

/** The pages that tell something. */
export function messageTabs(visit: SignedIn) {
  const w = messageWords[visit.language];
  return tabs(visit, w.title, [
    { path: '/portal/messages', title: w.title },
    { path: '/portal/messages/documents', title: w.documents },
    { path: '/portal/messages/problems', title: w.problems },
  ]);
}

async function show(visit: AtAccount) {
  const { ctx, account, user, language, path, query } = visit;
  const w = messageWords[language];
  const kind = query.get('kind');
  const open = await toldTo(visit);
  const chosen = open.filter((each) => each === kind);
  const types = chosen.length === 0 ? open : chosen;
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    ({ after, limit }) => {
      const before = numberAfter(after) || Number.MAX_SAFE_INTEGER;
      return notificationsOf(ctx.store.read, account.bn15, { before, limit, types });
    },
    (each) => String(each.seq),
  );
  const options = open.map((each) => [each, noticeTypes[each][language]] as const);
  const body = html`${messageTabs(visit)}<p>${w.lead}</p>
<form method="get" class="fields">${selectField(language, untouched, { name: 'kind', label: w.kind, value: kind ?? undefined, options, isOptional: true })}<div class="field">${button(w.filter, { isSecondary: true })}</div></form>
${table<Notification>(
  w.title,
  [
    {
      title: w.what,
      cell: ({ action, seq }) =>
        html`${noticeTypes[action][language]} ${seq > user.readUpTo ? tag(w.unread, 'info') : ''}`,
    },
    { title: w.about, cell: (each) => subjectOf(visit, each) },
    { title: w.when, cell: ({ simulatedAt }) => instant(simulatedAt, language) },
    { title: w.amount, cell: ({ detail }) => amountOf(detail, visit), isNumber: true },
  ],
  items,
  w.none,
)}${paging(language, path, query, next)}
${postButton(to(visit, '/portal/messages/read'), w.read)}`;
  return { title: w.title, body };
}

/** What is told of an account to whoever has it in view: of money, at the third level of visibility alone. */
async function toldTo({ ctx, account }: AtAccount): Promise<NoticeType[]> {
  const { actor, store, clock } = ctx;
  const seesMoney = await mayDo(store.read, actor, 'account:read', account.bn15, clock.today());
  return toldInPortal.filter((type) => seesMoney || rightToKnow(type) === 'cad:read');
}

function subjectOf(visit: AtAccount, { subject }: Notification) {
  return /^\d{14}$/.test(subject) ? link(to(visit, `/portal/declarations/${subject}`), subject) : subject;
}

function amountOf(detail: string, { language }: AtAccount): string {
  const { totalCents } = JSON.parse(detail) as { totalCents?: number };
  return totalCents === undefined ? '' : dollars(totalCents, language);
}
