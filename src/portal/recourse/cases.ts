import { z } from '@hono/zod-openapi';
import { pageOf } from '../../http/paging.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postForm,
  textArea,
  textField,
} from '../../pages/form.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { buttonLink, facts, link, paging, table, tag } from '../../pages/parts.ts';
import { atAccount, type Params, type Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { readCase } from '../../recourse/adjust.ts';
import { openAppeal } from '../../recourse/appeal.ts';
import { openDispute } from '../../recourse/dispute.ts';
import { casesAfter, type RecourseCase } from '../../recourse/store.ts';
import { recourseTabs } from './penalties.ts';

const words = inBoth({
  title: ['Adjustments and appeals', 'Rajustements et appels'],
  none: ['There are no cases of this account.', 'Ce compte n’a aucun dossier.'],
  case: ['Case', 'Dossier'],
  kind: ['Kind', 'Genre'],
  ADJUSTMENT: ['Adjustment', 'Rajustement'],
  REDETERMINATION: ['Re-determination', 'Révision'],
  DISPUTE: ['Request for further re-determination', 'Demande de réexamen'],
  APPEAL: ['Appeal', 'Appel'],
  transaction: ['Transaction number', 'Numéro de transaction'],
  openedOn: ['Opened on', 'Ouvert le'],
  state: ['State', 'État'],
  UNDER_REVIEW: ['Under review', 'À l’étude'],
  EXTENSION_REQUESTED: ['Extension requested', 'Prorogation demandée'],
  APPROVED: ['Approved', 'Approuvé'],
  REJECTED: ['Refused', 'Refusé'],
  reasons: ['Reasons', 'Motifs'],
  rationale: ['Explanation', 'Explication'],
  decidedOn: ['Decided on', 'Décidé le'],
  result: ['Resulting version', 'Version issue'],
  correctBy: ['To be corrected by', 'À corriger au plus tard le'],
  dispute: ['Dispute a decision', 'Contester une décision'],
  disputeLead: [
    'Within ninety days of the decision, once what it asks for is paid or secured (Customs Act s. 60).',
    'Dans les quatre-vingt-dix jours de la décision, une fois payé ou garanti ce qu’elle exige (Loi sur les douanes, art. 60).',
  ],
  why: ['Why the decision is wrong', 'Pourquoi la décision est erronée'],
  extension: ['If the ninety days are over', 'Si les quatre-vingt-dix jours sont écoulés'],
  wantsExtension: ['Apply for an extension of time', 'Demander une prorogation'],
  secured: ['In place of payment', 'Au lieu du paiement'],
  isSecured: ['Set security of this account aside', 'Affecter une garantie de ce compte'],
  send: ['Send', 'Envoyer'],
  appeal: ['Appeal this decision', 'Interjeter appel de cette décision'],
});

export function casePages(site: Site): void {
  site.page('/portal/recourse/cases', atAccount('cad:read'), showList);

  site.form('/portal/recourse/disputes/new', atAccount('cad:adjust'), {
    show: showDispute,
    schema: z.object({
      transactionNumber: z.string().regex(/^\d{14}$/),
      rationale: z.string().min(1).max(2000),
      wantsExtension: z.literal('yes').optional(),
      isSecured: z.literal('yes').optional(),
    }),
    act: async ({ ctx }, { wantsExtension, isSecured, ...asked }) => {
      const terms = { wantsExtension: wantsExtension === 'yes', isSecured: isSecured === 'yes' };
      const { id } = await openDispute(ctx, { ...asked, ...terms });
      return `/portal/recourse/cases/${id}`;
    },
  });

  site.form('/portal/recourse/cases/:id', atAccount('cad:read'), {
    show: showOne,
    schema: z.object({ rationale: z.string().min(1).max(2000) }),
    act: async ({ ctx }, { rationale }, { id }) => {
      const appeal = await openAppeal(ctx, id!, rationale);
      return `/portal/recourse/cases/${appeal.id}`;
    },
  });
}

async function showList(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const w = words[language];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => casesAfter(ctx.store.read, [account.bn15], page),
    (found) => found.id,
  );
  const mayDispute = ctx.actor.scopes.has('cad:adjust');
  const body = html`${recourseTabs(visit)}
${mayDispute ? html`<div class="buttons">${buttonLink(to(visit, '/portal/recourse/disputes/new'), w.dispute)}</div>` : nothing}
${table<RecourseCase>(
  w.title,
  [
    { title: w.case, cell: ({ id }) => link(to(visit, `/portal/recourse/cases/${id}`), id) },
    { title: w.kind, cell: ({ kind }) => w[kind] },
    {
      title: w.transaction,
      cell: ({ transactionNumber }) =>
        link(to(visit, `/portal/declarations/${transactionNumber}`), transactionNumber),
    },
    { title: w.openedOn, cell: ({ openedOn }) => openedOn },
    { title: w.state, cell: (found) => stateTag(visit, found) },
    { title: w.decidedOn, cell: ({ decidedOn }) => decidedOn ?? '' },
  ],
  items,
  w.none,
)}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}

const tones = {
  UNDER_REVIEW: 'info',
  EXTENSION_REQUESTED: 'info',
  APPROVED: 'success',
  REJECTED: 'danger',
} as const;

function stateTag({ language }: AtAccount, { state }: RecourseCase): Html {
  return tag(words[language][state], tones[state]);
}

async function showOne(visit: AtAccount, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const found = await readCase(ctx, id!);
  const { kind, transactionNumber, decidedOn } = found;
  const mayAppeal =
    decidedOn !== null && (kind === 'DISPUTE' || kind === 'APPEAL') && ctx.actor.scopes.has('cad:adjust');
  const appeal = postForm(
    to(visit, `/portal/recourse/cases/${id}`),
    html`${textArea(language, state, { name: 'rationale', label: w.why, isRequired: true })}<div class="buttons">${button(w.appeal)}</div>`,
  );
  const body = html`${errorSummary(language, state)}
${facts([
  [w.state, stateTag(visit, found)],
  [w.kind, w[kind]],
  [w.transaction, link(to(visit, `/portal/declarations/${transactionNumber}`), transactionNumber)],
  [w.openedOn, found.openedOn],
  [w.reasons, found.reasons.join(', ')],
  [w.rationale, found.rationale],
  [w.correctBy, found.correctBy],
  [w.decidedOn, decidedOn],
  [w.result, found.resultVersion],
])}${mayAppeal ? html`<h2>${w.appeal}</h2>${appeal}` : nothing}`;
  return { title: `${w.case} ${id}`, body };
}

function showDispute(visit: AtAccount, _: Params, state: FormState) {
  const { language, query } = visit;
  const w = words[language];
  const fields = html`${textField(language, state, { name: 'transactionNumber', label: w.transaction, value: query.get('transaction') ?? '', size: 16, inputmode: 'numeric', isRequired: true })}
${textArea(language, state, { name: 'rationale', label: w.why, isRequired: true })}
${choiceField(language, state, { name: 'wantsExtension', label: w.extension, isMany: true, options: [['yes', w.wantsExtension]] })}
${choiceField(language, state, { name: 'isSecured', label: w.secured, isMany: true, options: [['yes', w.isSecured]] })}
<div class="buttons">${button(w.send)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.disputeLead}</p>${postForm(to(visit, '/portal/recourse/disputes/new'), fields)}`;
  return { title: w.dispute, body };
}
