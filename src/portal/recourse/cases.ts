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
import { atAccount } from '../../pages/guards.ts';
import { html, nothing } from '../../pages/html.ts';
import { buttonLink, link, paging, table } from '../../pages/parts.ts';
import { caseFacts, caseStateTag, caseWords } from '../../pages/recourse-case.ts';
import type { Params, Site } from '../../pages/site.ts';
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
  const [w, own] = [caseWords[language], words[language]];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => casesAfter(ctx.store.read, [account.bn15], page),
    (found) => found.id,
  );
  const mayDispute = ctx.actor.scopes.has('cad:adjust');
  const body = html`${recourseTabs(visit)}
${mayDispute ? html`<div class="buttons">${buttonLink(to(visit, '/portal/recourse/disputes/new'), own.dispute)}</div>` : nothing}
${table<RecourseCase>(
  own.title,
  [
    { title: w.case, cell: ({ id }) => link(to(visit, `/portal/recourse/cases/${id}`), id) },
    { title: w.kind, cell: ({ kind }) => w[kind] },
    {
      title: w.transaction,
      cell: ({ transactionNumber }) =>
        link(to(visit, `/portal/declarations/${transactionNumber}`), transactionNumber),
    },
    { title: w.openedOn, cell: ({ openedOn }) => openedOn },
    { title: w.state, cell: (found) => caseStateTag(language, found) },
    { title: w.decidedOn, cell: ({ decidedOn }) => decidedOn ?? '' },
  ],
  items,
  own.none,
)}${paging(language, path, query, next)}`;
  return { title: own.title, body };
}

async function showOne(visit: AtAccount, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [caseWords[language], words[language]];
  const found = await readCase(ctx, id!);
  const { kind, decidedOn } = found;
  const mayAppeal =
    decidedOn !== null && (kind === 'DISPUTE' || kind === 'APPEAL') && ctx.actor.scopes.has('cad:adjust');
  const appeal = postForm(
    to(visit, `/portal/recourse/cases/${id}`),
    html`${textArea(language, state, { name: 'rationale', label: own.why, isRequired: true })}<div class="buttons">${button(own.appeal)}</div>`,
  );
  const body = html`${errorSummary(language, state)}
${caseFacts(language, '/portal/declarations', found)}${mayAppeal ? html`<h2>${own.appeal}</h2>${appeal}` : nothing}`;
  return { title: `${w.case} ${id}`, body };
}

function showDispute(visit: AtAccount, _: Params, state: FormState) {
  const { language, query } = visit;
  const [w, own] = [caseWords[language], words[language]];
  const fields = html`${textField(language, state, { name: 'transactionNumber', label: w.transaction, value: query.get('transaction') ?? '', size: 16, inputmode: 'numeric', isRequired: true })}
${textArea(language, state, { name: 'rationale', label: own.why, isRequired: true })}
${choiceField(language, state, { name: 'wantsExtension', label: own.extension, isMany: true, options: [['yes', own.wantsExtension]] })}
${choiceField(language, state, { name: 'isSecured', label: own.secured, isMany: true, options: [['yes', own.isSecured]] })}
<div class="buttons">${button(own.send)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${own.disputeLead}</p>${postForm(to(visit, '/portal/recourse/disputes/new'), fields)}`;
  return { title: own.dispute, body };
}
