import { z } from '@hono/zod-openapi';
import { findBusiness } from '../accounts/store.ts';
import { errorSummary, type FormState } from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { html, nothing } from '../pages/html.ts';
import { facts } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { decideRegistration } from '../users/ask-for-registration.ts';
import { registrationBy } from '../users/registration-store.ts';
import { findUser } from '../users/store.ts';
import { historyOf } from './history.ts';
import { reasonedForm } from './reasoned.ts';

const words = inBoth({
  title: ['Registration', 'Inscription'],
  program: ['Program account', 'Compte de programme'],
  who: ['Who asks', 'Demandée par'],
  residence: ['Residence', 'Résidence'],
  resident: ['Resident of Canada', 'Résident du Canada'],
  nonResident: ['Non-resident', 'Non-résident'],
  askedOn: ['Asked on', 'Demandée le'],
  status: ['Status', 'État'],
  PENDING: ['To be decided', 'À décider'],
  APPROVED: ['Approved', 'Approuvée'],
  REFUSED: ['Refused', 'Refusée'],
  reason: ['Reason', 'Motif'],
  beside: ['What is asked for beside the CBSA’s records', 'La demande, en regard des dossiers de l’ASFC'],
  asked: ['Asked for', 'Demandé'],
  known: ['In the records', 'Aux dossiers'],
  legalName: ['Legal name', 'Dénomination sociale'],
  address: ['Address', 'Adresse'],
  unknown: [
    'The business is not in the records: approval opens its account.',
    'L’entreprise n’est pas aux dossiers : l’approbation ouvre son compte.',
  ],
  decide: ['Decide', 'Décider'],
  approve: ['Approve', 'Approuver'],
  refuse: ['Refuse', 'Refuser'],
});

const guard = officer('account:open');

export function registrationPages(site: Site): void {
  site.page('/cbsa/registrations/:id', guard, show);

  site.form('/cbsa/registrations/:id/decision', guard, {
    show,
    schema: z.object({ decision: z.enum(['approve', 'refuse']), reason: z.string().min(1).max(2000) }),
    act: async ({ ctx }, { decision, reason }, { id }) => {
      await decideRegistration(ctx, Number(id), { isApproved: decision === 'approve', reason });
      return `/cbsa/registrations/${id}`;
    },
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const asked = await registrationBy(read, Number(id));
  const known = await findBusiness(read, asked.bn9);
  const user = await findUser(read, asked.userId);
  const decision = reasonedForm(language, state, to(visit, `/cbsa/registrations/${id}/decision`), {
    field: 'reason',
    label: w.reason,
    decisions: [
      ['approve', w.approve],
      ['refuse', w.refuse],
    ],
  });
  const body = html`${errorSummary(language, state)}${facts([
    [w.status, w[asked.status]],
    [w.program, asked.program],
    [w.who, user === undefined ? asked.userId : `${user.name}, ${user.email}`],
    [w.residence, asked.isResident ? w.resident : w.nonResident],
    [w.askedOn, asked.askedOn],
    [w.reason, asked.reason],
  ])}
<h2>${w.beside}</h2>
<div class="columns"><section class="card"><h3>${w.asked}</h3>${nameAndAddress(visit, asked)}</section>
<section class="card"><h3>${w.known}</h3>${known === undefined ? html`<p>${w.unknown}</p>` : nameAndAddress(visit, known)}</section></div>
${asked.status === 'PENDING' ? html`<h2>${w.decide}</h2>${decision}` : nothing}
${await historyOf(visit, { onBehalfOf: null, subjects: [asked.bn9], actions: ['business.'] })}`;
  return { title: `${w.title} ${id}`, body };
}

function nameAndAddress(
  { language }: SignedIn,
  { legalName, address }: { legalName: string; address: string },
) {
  const w = words[language];
  return facts([
    [w.legalName, legalName],
    [w.address, address],
  ]);
}
