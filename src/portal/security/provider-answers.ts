import { z } from '@hono/zod-openapi';
import { toWire } from '../../money.ts';
import {
  button,
  errorSummary,
  type FormState,
  hidden,
  postButton,
  postForm,
  textArea,
  textField,
  type Values,
} from '../../pages/form.ts';
import { dollars, longDate } from '../../pages/formats.ts';
import { each, type Html, html, nothing } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { facts, link } from '../../pages/parts.ts';
import { demandsTable, statusTag } from '../../pages/security-states.ts';
import type { Params, Site } from '../../pages/site.ts';
import { typedDate, typedText } from '../../pages/typed.ts';
import { to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { amendAgreement } from '../../security/amend-agreement.ts';
import { confirmAgreement, refuseAgreement } from '../../security/answer-agreement.ts';
import { payDemand, rebutDemand } from '../../security/answer-demand.ts';
import { giveTerminationNotice } from '../../security/give-notice.ts';
import { agreementOf, requireProvider } from '../../security/providers.ts';
import { isOutstanding } from '../../security/states.ts';
import { type Agreement, type Demand, demandsOf } from '../../security/store.ts';
import { Amendment, amendmentFields } from './agreement-fields.ts';
import { agreementFacts, agreementNumber } from './agreements.ts';
import { type AtProvider, provider, providerFolder } from './provider.ts';

const words = inBoth({
  agreement: ['Agreement', 'Convention'],
  answer: ['Your answer', 'Votre réponse'],
  answerLead: [
    'An importer entered this agreement. Security is given once you confirm it.',
    'Un importateur a saisi cette convention. La garantie est donnée dès que vous la confirmez.',
  ],
  confirm: ['Confirm', 'Confirmer'],
  refuse: ['Refuse', 'Refuser'],
  amend: ['Amend the agreement', 'Modifier la convention'],
  terminate: ['Give notice of termination', 'Donner un préavis de résiliation'],
  terminateLead: [
    'Debt of the days before stays secured. The notice is of at least thirty days.',
    'La dette des jours précédents demeure garantie. Le préavis est d’au moins trente jours.',
  ],
  terminatesOn: ['First day no longer in force', 'Premier jour où elle n’est plus en vigueur'],
  demands: ['Demands', 'Demandes de paiement'],
  demand: ['Demand', 'Demande'],
  status: ['Status', 'État'],
  amount: ['Amount', 'Montant'],
  answerBy: ['Answer by', 'Réponse au plus tard le'],
  pay: ['Pay', 'Payer'],
  grounds: ['Why do you not owe it?', 'Pourquoi ne le devez-vous pas?'],
  rebut: ['Rebut', 'Contester'],
  back: ['All agreements', 'Toutes les conventions'],
});

const DemandChosen = z.object({ demand: z.coerce.number().int().positive() });

/** Grounds by demand: several may wait under one agreement. */
const Rebuttal = DemandChosen.extend({
  grounds: z.record(
    z.string(),
    typedText(/^.{1,2000}$/s, {
      en: 'Say why, in 2000 characters at most',
      fr: 'Dites pourquoi, en 2000 caractères au plus',
    }),
  ),
});

function rebuttalIn({ demand, ...typed }: Values): unknown {
  const id = String(demand);
  return { demand: id, grounds: { [id]: typed[`grounds.${id}`] ?? '' } };
}

export function providerAnswerPages(site: Site): void {
  const one = `${providerFolder}/:id`;
  const back = ({ id }: Params) => `${providerFolder}/${id}`;
  site.page(one, provider, showAgreement);

  site.form(`${one}/confirm`, provider, {
    show: showAgreement,
    schema: z.object({}),
    act: async ({ ctx }, _, params) => {
      await confirmAgreement(ctx, numberIn(params));
      return back(params);
    },
  });

  site.form(`${one}/refuse`, provider, {
    show: showAgreement,
    schema: z.object({}),
    act: async ({ ctx }, _, params) => {
      await refuseAgreement(ctx, numberIn(params));
      return back(params);
    },
  });

  site.form(`${one}/amend`, provider, {
    show: showAgreement,
    schema: Amendment,
    act: async ({ ctx }, amendment, params) => {
      await amendAgreement(ctx, numberIn(params), amendment);
      return back(params);
    },
  });

  site.form(`${one}/terminate`, provider, {
    show: showAgreement,
    schema: z.object({ terminatesOn: typedDate }),
    act: async ({ ctx }, { terminatesOn }, params) => {
      await giveTerminationNotice(ctx, numberIn(params), terminatesOn);
      return back(params);
    },
  });

  site.form(`${one}/pay`, provider, {
    show: showAgreement,
    schema: DemandChosen,
    act: async ({ ctx }, { demand }, params) => {
      await payDemand(ctx, demand);
      return back(params);
    },
  });

  site.form(`${one}/rebut`, provider, {
    show: showAgreement,
    schema: Rebuttal,
    read: rebuttalIn,
    act: async ({ ctx }, { demand, grounds }, params) => {
      await rebutDemand(ctx, demand, grounds[String(demand)]!);
      return back(params);
    },
  });
}

function numberIn({ id = '' }: Params): number {
  return agreementNumber(id);
}

async function showAgreement(visit: AtProvider, params: Params, state: FormState): Promise<Page> {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const agreement = await agreementOf(read, numberIn(params));
  requireProvider(ctx, agreement.providerBn9);
  const demands = (await demandsOf(read, agreement.programAccount)).filter(
    ({ agreementId }) => agreementId === agreement.id,
  );
  const body = html`${errorSummary(language, state)}${await agreementFacts(ctx, language, agreement)}
${agreement.status === 'PENDING_PROVIDER' ? answerPart(visit, agreement) : nothing}
<h2>${w.demands}</h2>${demandsTable(language, providerFolder, demands)}
${each(
  demands.filter(({ status }) => isOutstanding(status)),
  (demand) => demandPart(visit, demand, state),
)}
${agreement.status === 'ACTIVE' ? inForcePart(visit, agreement, state) : nothing}
<p>${link(to(visit, providerFolder), w.back)}</p>`;
  return { title: `${w.agreement} ${agreement.agreementNumber}`, body };
}

function answerPart(visit: AtProvider, { id }: Agreement): Html {
  const w = words[visit.language];
  const at = (step: string) => to(visit, `${providerFolder}/${id}/${step}`);
  return html`<h2>${w.answer}</h2><p>${w.answerLead}</p>
<div class="buttons">${postButton(at('confirm'), w.confirm, {}, false)}${postButton(at('refuse'), w.refuse)}</div>`;
}

/** What is open to a demand: it is paid at any time, and rebutted once. */
function demandPart(visit: AtProvider, demand: Demand, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const { id, agreementId, amountCents, answerBy, status } = demand;
  const at = (step: string) => to(visit, `${providerFolder}/${agreementId}/${step}`);
  const rebuttal =
    status === 'DEMANDED'
      ? postForm(
          at('rebut'),
          html`${hidden('demand', id)}${textArea(language, state, { name: `grounds.${id}`, label: w.grounds, isRequired: true })}<div class="buttons">${button(w.rebut, { isSecondary: true })}</div>`,
        )
      : nothing;
  return html`<section class="card"><h3>${w.demand} ${id}</h3>${facts([
    [w.status, statusTag(language, status)],
    [w.amount, dollars(amountCents, language)],
    [w.answerBy, longDate(answerBy, language)],
  ])}<div class="buttons">${postButton(at('pay'), w.pay, { demand: String(id) }, false)}</div>${rebuttal}</section>`;
}

function inForcePart(visit: AtProvider, { id, amountCents, validTo }: Agreement, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const at = (step: string) => to(visit, `${providerFolder}/${id}/${step}`);
  const amendment = html`${amendmentFields(language, state, { amount: toWire(amountCents), validTo })}<div class="buttons">${button(w.amend, { isSecondary: true })}</div>`;
  const end = html`${textField(language, state, { name: 'terminatesOn', label: w.terminatesOn, type: 'date', isRequired: true })}<div class="buttons">${button(w.terminate, { isSecondary: true })}</div>`;
  return html`<h2>${w.amend}</h2>${postForm(at('amend'), amendment)}
<h2>${w.terminate}</h2><p>${w.terminateLead}</p>${postForm(at('terminate'), end)}`;
}
