import { z } from '@hono/zod-openapi';
import { findBusiness } from '../accounts/store.ts';
import {
  button,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  textArea,
  textField,
  untouched,
} from '../pages/form.ts';
import { signedIn } from '../pages/guards.ts';
import { each, type Html, html, nothing } from '../pages/html.ts';
import { facts, link, table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type SignedIn, to, type Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { askForAccess } from '../users/access.ts';
import { openInvitationsTo } from '../users/invitation-store.ts';
import { answerInvitation } from '../users/invitations.ts';
import { registrationsBy } from '../users/registration-store.ts';
import { accessRequestsBy } from '../users/store.ts';

const words = inBoth({
  setUp: ['First time setup', 'Première configuration'],
  setUpLead: [
    'Register your business if nobody has done it yet, or ask to work for one that is registered.',
    'Inscrivez votre entreprise si personne ne l’a encore fait, ou demandez à travailler pour une entreprise inscrite.',
  ],
  business: ['Register my business', 'Inscrire mon entreprise'],
  newBusiness: [
    'Register a business that is new to importing',
    'Inscrire une entreprise qui n’a jamais importé',
  ],
  employee: ['Employee access request', 'Demande d’accès d’employé'],
  bn9: ['Business number (nine digits)', 'Numéro d’entreprise (neuf chiffres)'],
  comment: ['Comment for the business account manager', 'Commentaire au gestionnaire du compte d’entreprise'],
  ask: ['Send request', 'Envoyer la demande'],
  invitations: ['Invitations', 'Invitations'],
  invitesYou: ['invites you to work for it.', 'vous invite à travailler pour elle.'],
  until: ['Open until', 'En cours jusqu’au'],
  accept: ['Accept', 'Accepter'],
  decline: ['Decline', 'Refuser'],
  requests: ['Your requests', 'Vos demandes'],
  none: ['You have asked for nothing yet.', 'Vous n’avez encore rien demandé.'],
  on: ['Asked on', 'Demandé le'],
  status: ['Status', 'État'],
  PENDING: ['Pending', 'En attente'],
  APPROVED: ['Approved', 'Approuvée'],
  REJECTED: ['Rejected', 'Rejetée'],
  REFUSED: ['Refused', 'Refusée'],
  reason: ['Reason', 'Motif'],
});

/** What somebody with a profile does first: register a business, or ask to work for one. */
export function setUpPages(site: Site): void {
  site.page('/set-up', signedIn, (visit) => showSetUp(visit, {}, untouched));

  site.form('/set-up/invitations', signedIn, {
    show: showSetUp,
    schema: z.object({ id: z.coerce.number().int(), accepts: z.enum(['yes', 'no']) }),
    act: async ({ ctx, user }, { id, accepts }) => {
      await answerInvitation(ctx, user.id, { id, accepts: accepts === 'yes' });
      return accepts === 'yes' ? '/portal' : '/set-up';
    },
  });

  site.form('/set-up/access', signedIn, {
    show: showAccess,
    schema: z.object({
      bn9: z.string().regex(/^\d{9}$/, { error: 'a business number of nine digits is expected' }),
      comment: z.string().max(500).default(''),
    }),
    act: async ({ ctx, user }, input) => {
      await askForAccess(ctx, user.id, input);
      return '/set-up';
    },
  });
}

/** Businesses that invite whoever has this address. */
async function invitationsPart(visit: SignedIn): Promise<Html> {
  const { language, ctx, user } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const invitations = await openInvitationsTo(read, user.email, ctx.clock.today());
  if (invitations.length === 0) return nothing;
  const names = await Promise.all(
    invitations.map(async ({ bn9 }) => (await findBusiness(read, bn9))?.legalName ?? bn9),
  );
  const answer = (id: number, accepts: 'yes' | 'no') =>
    postButton(to(visit, '/set-up/invitations'), accepts === 'yes' ? w.accept : w.decline, {
      id: String(id),
      accepts,
    });
  return html`<h2>${w.invitations}</h2>${each(
    invitations,
    ({ id, bn9, expiresOn }, i) =>
      html`<section class="card"><p><strong>${names[i]}</strong> (${bn9}) ${w.invitesYou}</p>${facts([[w.until, expiresOn]])}<div class="buttons">${answer(id, 'yes')}${answer(id, 'no')}</div></section>`,
  )}`;
}

async function showSetUp(visit: SignedIn, _: unknown, state: FormState) {
  const { language, ctx, user } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const access = (await accessRequestsBy(read, user.id)).map((each) => ({ ...each, reason: '' }));
  const registrations = await registrationsBy(read, user.id);
  const requests = [...registrations, ...access];
  const body = html`${errorSummary(language, state)}${await invitationsPart(visit)}<p>${w.setUpLead}</p>
<ul>
<li>${link(to(visit, '/set-up/business'), w.business)}</li>
<li>${link(to(visit, '/set-up/new-business'), w.newBusiness)}</li>
<li>${link(to(visit, '/set-up/access'), w.employee)}</li>
</ul>
${table(
  w.requests,
  [
    { title: w.bn9, cell: (row) => row.bn9 },
    { title: w.on, cell: (row) => row.askedOn },
    { title: w.status, cell: (row) => tag(w[row.status]) },
    { title: w.reason, cell: (row) => row.reason },
  ],
  requests,
  w.none,
)}`;
  return { title: w.setUp, body };
}

function showAccess(visit: Visit, _: unknown, state: FormState) {
  const { language } = visit;
  const w = words[language];
  const fields = html`
${textField(language, state, { name: 'bn9', label: w.bn9, size: 12, inputmode: 'numeric', isRequired: true })}
${textArea(language, state, { name: 'comment', label: w.comment })}
<div class="buttons">${button(w.ask)}</div>`;
  const body = html`${errorSummary(language, state)}${postForm(to(visit, '/set-up/access'), fields)}`;
  return { title: w.employee, body };
}
