import { z } from '@hono/zod-openapi';
import { NotFound } from '../errors.ts';
import { button, errorSummary, type FormState, postButton, textField, untouched } from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html } from '../pages/html.ts';
import { day, link, table, tag } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { setStatus } from '../users/profile.ts';
import { findUser, membershipsOf, type User, usersLike } from '../users/store.ts';

const words = inBoth({
  title: ['Users', 'Utilisateurs'],
  lead: [
    'Who has not signed in for 180 days is deactivated, and is brought back here.',
    'Une personne qui n’a pas ouvert de session depuis 180 jours est désactivée; on la réactive ici.',
  ],
  sought: ['Name, email address or number', 'Nom, adresse de courriel ou numéro'],
  find: ['Find', 'Chercher'],
  none: ['No user has been found.', 'Aucun utilisateur n’a été trouvé.'],
  name: ['Name', 'Nom'],
  email: ['Email address', 'Adresse de courriel'],
  kind: ['Kind', 'Type'],
  partner: ['Partner', 'Partenaire'],
  cbsa: ['CBSA officer', 'Agent de l’ASFC'],
  control: ['Trainer', 'Formateur'],
  lastSignInOn: ['Last signed in on', 'Dernière session le'],
  businesses: ['Business numbers', 'Numéros d’entreprise'],
  status: ['Status', 'État'],
  ACTIVE: ['Active', 'Actif'],
  DEACTIVATED: ['Deactivated', 'Désactivé'],
  change: ['Change', 'Modifier'],
  reactivate: ['Reactivate', 'Réactiver'],
  deactivate: ['Deactivate', 'Désactiver'],
});

/** As many people as are shown at once. */
const mostUsers = 50;

export function userPages(site: Site): void {
  site.page('/cbsa/users', officer('access:manage'), show);

  site.form('/cbsa/users/:id/status', officer('access:manage'), {
    show,
    schema: z.object({ status: z.enum(['ACTIVE', 'DEACTIVATED']) }),
    act: async ({ ctx }, { status }, { id }) => {
      const user = await findUser(ctx.store.read, id!);
      // Officers and trainers are not the clients' business.
      if (user?.kind !== 'partner') throw new NotFound({ en: 'User', fr: 'L’utilisateur' }, id!);
      await setStatus(ctx, user.id, status);
      return `/cbsa/users?q=${user.id}`;
    },
  });
}

async function show(visit: SignedIn, _: Params, state: FormState) {
  const { ctx, language, query } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const sought = query.get('q')?.trim() ?? '';
  const found = await Promise.all(
    (await usersLike(read, sought, mostUsers)).map(async (user) => ({
      user,
      bn9s: [...new Set((await membershipsOf(read, user.id)).map(({ bn9 }) => bn9))],
    })),
  );
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
<form method="get" class="fields">${textField(language, untouched, { name: 'q', label: w.sought, type: 'search', value: sought, size: 30 })}<div class="field">${button(w.find)}</div></form>
${table(
  w.title,
  [
    { title: w.name, cell: ({ user }) => user.name },
    { title: w.email, cell: ({ user }) => user.email },
    { title: w.kind, cell: ({ user }) => w[user.kind] },
    { title: w.businesses, cell: ({ bn9s }) => businessLinks(visit, bn9s) },
    { title: w.lastSignInOn, cell: ({ user }) => day(user.lastSignInOn) },
    {
      title: w.status,
      cell: ({ user }) => tag(w[user.status], user.status === 'ACTIVE' ? 'success' : 'warning'),
    },
    { title: w.change, cell: ({ user }) => statusButton(visit, user) },
  ],
  found,
  w.none,
)}`;
  return { title: w.title, body };
}

function businessLinks(visit: SignedIn, bn9s: readonly string[]): Html {
  return html`${bn9s.map((bn9) => html`${link(to(visit, `/cbsa/accounts?q=${bn9}`), bn9)} `)}`;
}

function statusButton(visit: SignedIn, { id, kind, status }: User): Html | string {
  if (kind !== 'partner') return '';
  const w = words[visit.language];
  const action = to(visit, `/cbsa/users/${id}/status`);
  return status === 'ACTIVE'
    ? postButton(action, w.deactivate, { status: 'DEACTIVATED' })
    : postButton(action, w.reactivate, { status: 'ACTIVE' });
}
