import { z } from '@hono/zod-openapi';
import { requireRight } from '../../accounts/rights.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  selectField,
  textArea,
  textField,
} from '../../pages/form.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { buttonLink, link, table } from '../../pages/parts.ts';
import { rulingFacts, rulingStatusTag, rulingWords } from '../../pages/ruling.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { answerQuestion, modifyRuling, requestRuling, withdrawRuling } from '../../rulings/request.ts';
import { publishedRulings, type Ruling, rulingBy, rulingKinds, rulingsOf } from '../../rulings/store.ts';
import { recourseTabs } from './penalties.ts';

const words = inBoth({
  title: ['Rulings', 'Décisions anticipées'],
  own: ['Rulings of this account', 'Décisions de ce compte'],
  published: ['Published rulings', 'Décisions publiées'],
  create: ['Request a ruling', 'Demander une décision anticipée'],
  none: ['No ruling was requested for this account.', 'Aucune décision n’a été demandée pour ce compte.'],
  noPublished: ['No ruling has been published yet.', 'Aucune décision n’a encore été publiée.'],
  context: ['Context', 'Contexte'],
  wasImportedBefore: ['The goods were imported before', 'Les marchandises ont déjà été importées'],
  isContinuing: ['Importation continues', 'L’importation se poursuit'],
  consentsToPublish: [
    'I consent to the publication of the ruling',
    'Je consens à la publication de la décision',
  ],
  send: ['Submit request', 'Soumettre la demande'],
  give: ['Send the answer', 'Envoyer la réponse'],
  withdraw: ['Withdraw the request', 'Retirer la demande'],
  modify: ['Ask for the decision to be changed', 'Demander la modification de la décision'],
  attach: ['Attach a document', 'Joindre un document'],
});

const text = z.object({ text: z.string().min(1).max(10_000) });

export function rulingPages(site: Site): void {
  site.page('/portal/recourse/rulings', atAccount('cad:read'), showList);

  site.form('/portal/recourse/rulings/new', atAccount('ruling:request'), {
    show: showNew,
    schema: z.object({
      kind: z.enum(rulingKinds),
      goods: z.string().min(1).max(500),
      details: z.string().min(1).max(10_000),
      portOfEntry: z.string().max(4).default(''),
      earlierReference: z.string().max(50).default(''),
      context: z.union([z.string(), z.array(z.string())]).default([]),
    }),
    act: async ({ ctx, account }, { context, ...asked }) => {
      const has = (name: string) => [context].flat().includes(name);
      const { id } = await requestRuling(ctx, {
        ...{ ...asked, programAccount: account.bn15 },
        wasImportedBefore: has('wasImportedBefore'),
        isContinuing: has('isContinuing'),
        consentsToPublish: has('consentsToPublish'),
      });
      return `/portal/recourse/rulings/${id}`;
    },
  });

  site.page('/portal/recourse/rulings/:id', atAccount('cad:read'), showOne);

  site.form('/portal/recourse/rulings/:id/withdraw', atAccount('ruling:request'), {
    show: showOne,
    schema: z.object({}),
    act: async ({ ctx }, _, { id }) => {
      await withdrawRuling(ctx, Number(id));
      return `/portal/recourse/rulings/${id}`;
    },
  });

  for (const [name, act] of [
    ['answer', answerQuestion],
    ['modify', modifyRuling],
  ] as const) {
    site.form(`/portal/recourse/rulings/:id/${name}`, atAccount('ruling:request'), {
      show: showOne,
      schema: text,
      act: async ({ ctx }, { text: given }, { id }) => {
        await act(ctx, Number(id), given);
        return `/portal/recourse/rulings/${id}`;
      },
    });
  }
}

async function showList(visit: AtAccount) {
  const { ctx, account, language } = visit;
  const [w, own] = [rulingWords[language], words[language]];
  const { read } = ctx.store;
  const mayAsk = ctx.actor.scopes.has('ruling:request');
  const body = html`${recourseTabs(visit)}
${mayAsk ? html`<div class="buttons">${buttonLink(to(visit, '/portal/recourse/rulings/new'), own.create)}</div>` : nothing}
<h2>${own.own}</h2>
${table<Ruling>(
  own.own,
  [
    { title: w.ruling, cell: ({ id }) => link(to(visit, `/portal/recourse/rulings/${id}`), String(id)) },
    { title: w.kind, cell: ({ kind }) => w[kind] },
    { title: w.goods, cell: ({ goods }) => goods },
    { title: w.askedOn, cell: ({ askedOn }) => askedOn },
    { title: w.status, cell: (ruling) => rulingStatusTag(language, ruling) },
  ],
  await rulingsOf(read, account.bn15),
  own.none,
)}
<h2>${own.published}</h2>
${table<Ruling>(
  own.published,
  [
    { title: w.goods, cell: ({ goods }) => goods },
    { title: w.kind, cell: ({ kind }) => w[kind] },
    { title: w.decision, cell: ({ decision }) => decision ?? '' },
    { title: w.decidedOn, cell: ({ decidedOn }) => decidedOn ?? '' },
  ],
  await publishedRulings(read),
  own.noPublished,
)}`;
  return { title: own.title, body };
}

function showNew(visit: AtAccount, _: Params, state: FormState) {
  const { language } = visit;
  const [w, own] = [rulingWords[language], words[language]];
  const kinds = rulingKinds.map((kind) => [kind, w[kind]] as const);
  const fields = html`${selectField(language, state, { name: 'kind', label: w.kind, options: kinds, value: 'TARIFF', isRequired: true })}
${textField(language, state, { name: 'goods', label: w.goods, isRequired: true })}
${choiceField(language, state, {
  name: 'context',
  label: own.context,
  isMany: true,
  options: [
    ['wasImportedBefore', own.wasImportedBefore],
    ['isContinuing', own.isContinuing],
    ['consentsToPublish', own.consentsToPublish],
  ],
})}
<div class="fields">${textField(language, state, { name: 'portOfEntry', label: w.port, size: 6 })}${textField(language, state, { name: 'earlierReference', label: w.earlier, size: 24 })}</div>
${textArea(language, state, { name: 'details', label: w.details, rows: 8, isRequired: true })}
<div class="buttons">${button(own.send)}</div>`;
  const body = html`${errorSummary(language, state)}${postForm(to(visit, '/portal/recourse/rulings/new'), fields)}`;
  return { title: own.create, body };
}

async function showOne(visit: AtAccount, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [rulingWords[language], words[language]];
  const ruling = await rulingBy(ctx.store.read, Number(id));
  await requireRight(ctx, ctx.store.read, 'cad:read', ruling.programAccount);
  const body = html`${errorSummary(language, state)}${rulingFacts(language, ruling)}
<p>${link(to(visit, `/portal/messages/documents?case=ruling ${id}`), own.attach)}</p>
${ctx.actor.scopes.has('ruling:request') ? nextStep(visit, ruling, state) : nothing}`;
  return { title: `${w.ruling} ${id}`, body };
}

function nextStep(visit: AtAccount, { id, status }: Ruling, state: FormState): Html {
  const { language } = visit;
  const [w, own] = [rulingWords[language], words[language]];
  const here = to(visit, `/portal/recourse/rulings/${id}`);
  const write = (name: string, label: string, action: string) =>
    postForm(
      `${here}/${name}`,
      html`${textArea(language, state, { name: 'text', label, isRequired: true })}<div class="buttons">${button(action)}</div>`,
    );
  if (status === 'WITHDRAWN') return nothing;
  if (status === 'DECIDED') return write('modify', w.details, own.modify);
  const withdraw = postButton(`${here}/withdraw`, own.withdraw);
  return status === 'INFORMATION_REQUIRED'
    ? html`${write('answer', w.answer, own.give)}${withdraw}`
    : withdraw;
}
