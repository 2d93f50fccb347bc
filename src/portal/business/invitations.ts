import { z } from '@hono/zod-openapi';
import { accountsOfBusiness } from '../../accounts/store.ts';
import { button, errorSummary, type FormState, postButton, postForm, textField } from '../../pages/form.ts';
import { html } from '../../pages/html.ts';
import { day, table } from '../../pages/parts.ts';
import type { Site } from '../../pages/site.ts';
import { to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { type Invitation, openInvitationsOf } from '../../users/invitation-store.ts';
import { invite, withdrawInvitation } from '../../users/invitations.ts';
import { businessTabs, GrantForm, grantFields, type InBusiness, managing, roleNames } from './employees.ts';

const words = inBoth({
  title: ['Invitations', 'Invitations'],
  lead: [
    'Whoever is invited gets a letter, signs in with that address or creates a profile with it, and accepts.',
    'La personne invitée reçoit un courriel, ouvre une session avec cette adresse ou crée un profil, et accepte.',
  ],
  open: ['Open invitations', 'Invitations en cours'],
  none: ['No invitation is open.', 'Aucune invitation n’est en cours.'],
  email: ['Email address', 'Adresse de courriel'],
  role: ['Role', 'Rôle'],
  until: ['Open until', 'En cours jusqu’au'],
  withdraw: ['Withdraw', 'Retirer'],
  action: ['Action', 'Action'],
  invite: ['Invite', 'Inviter'],
  inviteSomebody: ['Invite somebody', 'Inviter quelqu’un'],
});

export function invitationPages(site: Site): void {
  site.form('/portal/business/invitations', managing, {
    show,
    schema: GrantForm.extend({ email: z.email({ error: 'an email address is expected' }) }),
    act: async ({ ctx, business }, input) => {
      await invite(ctx, business.bn9, input);
      return '/portal/business/invitations';
    },
  });

  site.form('/portal/business/invitations/withdraw', managing, {
    show,
    schema: z.object({ id: z.coerce.number().int() }),
    act: async ({ ctx }, { id }) => {
      await withdrawInvitation(ctx, id);
      return '/portal/business/invitations';
    },
  });
}

async function show(visit: InBusiness, _: unknown, state: FormState) {
  const { language, business, ctx } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const accounts = await accountsOfBusiness(read, business.bn9);
  const invitations = await openInvitationsOf(read, business.bn9, ctx.clock.today());
  const fields = html`${textField(language, state, { name: 'email', label: w.email, type: 'email', isRequired: true })}
${grantFields(language, accounts, 'READER', [])}<div class="buttons">${button(w.invite)}</div>`;
  const body = html`${businessTabs(visit)}${errorSummary(language, state)}<p>${w.lead}</p>
${table<Invitation>(
  w.open,
  [
    { title: w.email, cell: ({ email }) => email },
    { title: w.role, cell: ({ role }) => roleNames(language)[role] },
    { title: w.until, cell: ({ expiresOn }) => day(expiresOn) },
    {
      title: w.action,
      cell: ({ id }) =>
        postButton(to(visit, '/portal/business/invitations/withdraw'), w.withdraw, { id: String(id) }),
    },
  ],
  invitations,
  w.none,
)}
<h2>${w.inviteSomebody}</h2>
${postForm(to(visit, '/portal/business/invitations'), fields, { label: w.inviteSomebody })}`;
  return { title: w.title, body };
}
