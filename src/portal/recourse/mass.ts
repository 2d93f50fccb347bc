import { z } from '@hono/zod-openapi';
import { pageOf } from '../../http/paging.ts';
import {
  button,
  errorSummary,
  type FormState,
  hidden,
  postForm,
  selectField,
  textArea,
  textField,
} from '../../pages/form.ts';
import { count, dollars } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { each, type Html, html, nothing } from '../../pages/html.ts';
import { massFacts, massStateTag, massWords } from '../../pages/mass-adjustment.ts';
import { buttonLink, facts, link, notice, paging, table } from '../../pages/parts.ts';
import { reasonOptions } from '../../pages/recourse-case.ts';
import type { Params, Site } from '../../pages/site.ts';
import { typedDate } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { colon, inBoth } from '../../pages/words.ts';
import { readMassAdjustment } from '../../recourse/decide-mass.ts';
import {
  MassAdjustmentInput,
  type MassPreview,
  previewMassAdjustment,
  requestMassAdjustment,
} from '../../recourse/mass-adjust.ts';
import { MassChange, massFields } from '../../recourse/mass-change.ts';
import { type MassAdjustment, massAdjustmentsOf } from '../../recourse/mass-store.ts';
import type { ReferenceData } from '../../reference/reference.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { recourseTabs } from './penalties.ts';

const words = inBoth({
  ask: ['Adjust many declarations', 'Rajuster plusieurs déclarations'],
  lead: [
    'One value is changed in every line that declares it, in all your declarations past their payment due date. Look at what it would come to, then send it.',
    'Une valeur est changée dans chaque ligne qui la déclare, dans toutes vos déclarations échues. Voyez ce que cela donnerait, puis envoyez.',
  ],
  accountedFrom: ['Accounted from', 'Déclarées à partir du'],
  accountedTo: ['Accounted to', 'Déclarées jusqu’au'],
  preview: ['Preview', 'Prévisualiser'],
  comesTo: ['What it would come to', 'Ce que cela donnerait'],
  none: ['No declaration would change.', 'Aucune déclaration ne changerait.'],
  transaction: ['Transaction number', 'Numéro de transaction'],
  change: ['Change', 'Écart'],
  refused: ['These cannot be adjusted so', 'Celles-ci ne peuvent être ainsi rajustées'],
  send: ['Send the request', 'Envoyer la demande'],
});

const Typed = z.object({
  field: z.enum(massFields),
  from: z.string().min(1),
  to: z.string().min(1),
  accountedFrom: typedDate.optional(),
  accountedTo: typedDate.optional(),
  reason: z.string().min(1),
  rationale: z.string().min(1).max(2000),
});

/** What was typed, as the API takes it. */
const asked = (importer: string, { field, from, to: by, reason, ...rest }: z.infer<typeof Typed>) =>
  MassAdjustmentInput.parse({ importer, change: { field, from, to: by }, reasons: [reason], ...rest });

export function massPages(site: Site): void {
  site.page('/portal/recourse/mass', atAccount('cad:read'), showList);

  site.form('/portal/recourse/mass/new', atAccount('cad:adjust'), {
    show: showNew,
    schema: Typed.superRefine(({ field, from, to: by }, refinement) => {
      const change = MassChange.safeParse({ field, from, to: by });
      for (const { message } of change.error?.issues ?? [])
        refinement.addIssue({ code: 'custom', path: ['to'], message });
    }).and(z.object({ step: z.enum(['preview', 'send']) })),
    act: async ({ ctx, account }, { step, ...typed }) => {
      const input = asked(account.bn15, typed);
      if (step === 'send') return `/portal/recourse/mass/${(await requestMassAdjustment(ctx, input)).id}`;
      const query = Object.entries(typed).map(([name, value]) => [name, String(value)]);
      return `/portal/recourse/mass/new?${new URLSearchParams(query)}`;
    },
  });

  site.page('/portal/recourse/mass/:id', atAccount('cad:read'), showOne);
}

async function showList(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const [w, own] = [massWords[language], words[language]];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => massAdjustmentsOf(ctx.store.read, account.bn15, page),
    ({ id }) => id,
  );
  const mayAsk = ctx.actor.scopes.has('cad:adjust');
  const body = html`${recourseTabs(visit)}
${mayAsk ? html`<div class="buttons">${buttonLink(to(visit, '/portal/recourse/mass/new'), own.ask)}</div>` : nothing}
${table<MassAdjustment>(
  w.all,
  [
    { title: w.one, cell: ({ id }) => link(to(visit, `/portal/recourse/mass/${id}`), id) },
    { title: w.askedOn, cell: ({ askedOn }) => askedOn },
    { title: w.field, cell: ({ change }) => w[change.field] },
    { title: w.declarations, cell: ({ declarations }) => count(declarations, language), isNumber: true },
    { title: w.total, cell: ({ changeCents }) => dollars(changeCents, language), isNumber: true },
    { title: w.state, cell: (found) => massStateTag(language, found) },
  ],
  items,
  w.none,
)}${paging(language, path, query, next)}`;
  return { title: w.all, body };
}

async function showOne({ ctx, language }: AtAccount, { id }: Params) {
  const found = await readMassAdjustment(ctx, id!);
  return { title: `${massWords[language].one} ${id}`, body: massFacts(language, found) };
}

/** The form, and below it what was last previewed. */
async function showNew(visit: AtAccount, _: Params, state: FormState) {
  const { ctx, account, language, query } = visit;
  const own = words[language];
  const previewed = Typed.safeParse(Object.fromEntries(query));
  const { reference } = await tariffOf(ctx.store);
  const isTyped = Object.keys(state.values).length > 0;
  const values = isTyped ? state : { values: Object.fromEntries(query), errors: [] };
  const shown =
    previewed.success && !isTyped
      ? previewPart(visit, await previewMassAdjustment(ctx, asked(account.bn15, previewed.data)))
      : nothing;
  const body = html`${errorSummary(language, state)}<p>${own.lead}</p>${changeForm(visit, values, reference)}${shown}`;
  return { title: own.ask, body };
}

function changeForm(visit: AtAccount, state: FormState, reference: ReferenceData): Html {
  const { language } = visit;
  const [w, own] = [massWords[language], words[language]];
  const reasons = reasonOptions(reference, language);
  const options = massFields.map((field) => [field, w[field]] as const);
  const fields = html`<div class="fields">${selectField(language, state, { name: 'field', label: w.field, options, isRequired: true })}
${textField(language, state, { name: 'from', label: w.from, size: 14, isRequired: true })}
${textField(language, state, { name: 'to', label: w.to, size: 14, isRequired: true })}</div>
<div class="fields">${textField(language, state, { name: 'accountedFrom', label: own.accountedFrom, type: 'date' })}
${textField(language, state, { name: 'accountedTo', label: own.accountedTo, type: 'date' })}</div>
${selectField(language, state, { name: 'reason', label: w.reasons, options: reasons, isRequired: true })}
${textArea(language, state, { name: 'rationale', label: w.rationale, isRequired: true })}
<div class="buttons">${button(own.preview, { name: 'step', value: 'preview' })}</div>`;
  return postForm(to(visit, '/portal/recourse/mass/new'), fields);
}

function previewPart(visit: AtAccount, { proposed, refused, changeCents }: MassPreview): Html {
  const { language, query } = visit;
  const [w, own] = [massWords[language], words[language]];
  const told = refused.map(({ transactionNumber, findings }) => {
    const [first] = findings;
    return html`<li>${transactionNumber}${colon[language]}${language === 'en' ? first?.messageEn : first?.messageFr}</li>`;
  });
  const send = postForm(
    to(visit, '/portal/recourse/mass/new'),
    html`${each([...query], ([name, value]) => hidden(name, value))}<div class="buttons">${button(own.send, { name: 'step', value: 'send' })}</div>`,
  );
  const isFit = refused.length === 0 && proposed.length > 0;
  return html`<h2>${own.comesTo}</h2>
${refused.length === 0 ? nothing : notice(language, 'warning', own.refused, html`<ul>${told}</ul>`)}
${facts([
  [w.declarations, count(proposed.length, language)],
  [w.total, dollars(changeCents, language)],
])}
${table(
  own.comesTo,
  [
    {
      title: own.transaction,
      cell: ({ transactionNumber }) =>
        link(to(visit, `/portal/declarations/${transactionNumber}`), transactionNumber),
    },
    { title: own.change, cell: (one) => dollars(one.changeCents, language), isNumber: true },
  ],
  proposed.slice(0, 100),
  own.none,
)}${isFit ? send : nothing}`;
}
