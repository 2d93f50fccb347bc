import { z } from '@hono/zod-openapi';
import { agencyAccount } from '../accounts/agency.ts';
import { nextAgencyNumber } from '../cad/agency-number.ts';
import { openAmountOf } from '../cad/open-amount.ts';
import { readCad } from '../cad/read-cad.ts';
import { recentCads } from '../cad/recent-cads.ts';
import type { StoredCad } from '../cad/store.ts';
import { submitCad } from '../cad/submit.ts';
import { NotFound } from '../errors.ts';
import { toWire } from '../money.ts';
import { cadWords } from '../pages/cad-words.ts';
import { amountsOfCad, cadStatusTag } from '../pages/declaration.ts';
import { button, errorSummary, type FormState, postButton, postForm } from '../pages/form.ts';
import { dollars } from '../pages/formats.ts';
import { officer } from '../pages/guards.ts';
import { html, nothing } from '../pages/html.ts';
import { day, facts, link, notice, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { tellingFindings } from '../pages/told-findings.ts';
import { TypeCInput, typeCFields, typeCFrom } from '../pages/type-c.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { receivePayment } from '../payments/pay.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  title: ['Type C', 'Type C'],
  lead: [
    'For a first-time importer who comes without a business number: the goods are accounted for by the CBSA’s administrative account, paid at the office, and then released.',
    'Pour un importateur qui en est à sa première importation et n’a pas de numéro d’entreprise : les marchandises sont déclarées au compte administratif de l’ASFC; il paie au bureau, puis elles sont dédouanées.',
  ],
  owner: ['Importer', 'Importateur'],
  calculate: ['Account for the goods', 'Déclarer les marchandises'],
  recent: ['Accounted for lately', 'Déclarées récemment'],
  none: ['Nothing was accounted for by this account yet.', 'Rien n’a encore été déclaré à ce compte.'],
  toPay: ['To be paid', 'À payer'],
  pay: ['Take the payment at the office', 'Recevoir le paiement au bureau'],
  paid: ['Paid: the goods are released.', 'Le paiement est reçu : les marchandises sont dédouanées.'],
  declaration: ['The declaration', 'La déclaration'],
  next: ['Next importer', 'Importateur suivant'],
});

const guard = officer('cad:submit');

export function typeCPages(site: Site): void {
  site.form('/cbsa/type-c', guard, {
    show: showForm,
    schema: TypeCInput,
    read: typeCFrom,
    act: async ({ ctx }, input) => {
      const transactionNumber = await nextAgencyNumber(ctx.store.read);
      await tellingFindings(() => submitCad(ctx, { ...input, transactionNumber }));
      return `/cbsa/type-c/${transactionNumber}`;
    },
  });

  site.page('/cbsa/type-c/:number', guard, showAmount);

  site.form('/cbsa/type-c/:number/payment', officer('payment:make'), {
    show: showAmount,
    schema: z.object({}),
    act: async ({ ctx }, _, { number }) => {
      const amountCents = await openAmountOf(ctx.store.read, await agencyCad(ctx, number!));
      await receivePayment(ctx, {
        ...{ programAccount: agencyAccount, channel: 'office', amount: toWire(amountCents) },
        transactions: [number!],
      });
      return `/cbsa/type-c/${number}`;
    },
  });
}

async function showForm(visit: SignedIn, _: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const { reference } = await tariffOf(ctx.store);
  const recent = await recentCads(ctx.store.read, agencyAccount, { after: '', limit: 10 });
  const form = html`${typeCFields(language, state, reference)}<div class="buttons">${button(own.calculate)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${own.lead}</p>${postForm(to(visit, '/cbsa/type-c'), form)}
<h2>${own.recent}</h2>${table(
    own.recent,
    [
      {
        title: w.transaction,
        cell: ({ transactionNumber }) =>
          link(to(visit, `/cbsa/type-c/${transactionNumber}`), transactionNumber),
      },
      { title: own.owner, cell: ({ declared }) => declared.owner?.name ?? '' },
      { title: w.accountedOn, cell: ({ accountedOn }) => day(accountedOn) },
      { title: w.status, cell: (cad) => cadStatusTag(language, cad) },
      { title: w.total, cell: ({ totalCents }) => dollars(totalCents, language), isNumber: true },
    ],
    recent,
    own.none,
  )}`;
  return { title: own.title, body };
}

/** A declaration by the administrative account. @throws NotFound for another's */
async function agencyCad(ctx: SignedIn['ctx'], number: string): Promise<StoredCad> {
  const cad = await readCad(ctx, number);
  if (cad.importerBn15 !== agencyAccount)
    throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, number);
  return cad;
}

async function showAmount(visit: SignedIn, { number }: Params, state: FormState) {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const cad = await agencyCad(ctx, number!);
  await noteAccount(visit, agencyAccount);
  const open = await openAmountOf(ctx.store.read, cad);
  const { owner } = cad.declared;
  const payment =
    open > 0
      ? html`<h2>${own.toPay}</h2><p class="amount">${dollars(open, language)}</p>${postButton(to(visit, `/cbsa/type-c/${number}/payment`), own.pay, {}, false)}`
      : cad.status === 'RELEASED'
        ? notice(language, 'success', own.paid)
        : nothing;
  const body = html`${errorSummary(language, state)}${payment}
${facts([
  [w.status, cadStatusTag(language, cad)],
  [own.owner, [owner?.name, owner?.address].filter(Boolean).join(', ')],
])}
${await amountsOfCad(visit, cad)}
<p>${link(to(visit, `/cbsa/declarations/${number}`), own.declaration)} · ${link(to(visit, '/cbsa/type-c'), own.next)}</p>`;
  return { title: `${own.title} ${number}`, body };
}
