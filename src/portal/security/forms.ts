import { z } from '@hono/zod-openapi';
import { button, errorSummary, type FormState, postForm, textField } from '../../pages/form.ts';
import { dollarsOf } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { facts, link } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { chosenFrom, typedAmount } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { depositCashSecurity } from '../../payments/deposit-cash.ts';
import { enrolInRpp } from '../../security/enrol.ts';
import { securityOf } from '../../security/views.ts';
import { cardLeft, channelField, portalChannels } from '../payments/pay.ts';

const words = inBoth({
  enrolTitle: ['Enrol in release prior to payment', 'S’inscrire à la mainlevée avant paiement'],
  enrolLead: [
    'Once the security held is enough, goods are released before duties and taxes are paid.',
    'Dès que la garantie détenue suffit, les marchandises sont dédouanées avant le paiement des droits et taxes.',
  ],
  highest: ['Highest month of the last twelve', 'Mois le plus élevé des douze derniers'],
  byAgreement: ['Security required by agreement', 'Garantie exigée par convention'],
  inCash: ['Security required in cash', 'Garantie exigée en argent'],
  estimate: [
    'Estimate of your highest month of duties and taxes',
    'Estimation de votre mois le plus élevé de droits et taxes',
  ],
  estimateHint: [
    'GST included. Needed only where the account has no history of the last twelve months; 0.00 is an answer.',
    'TPS comprise. Nécessaire seulement si le compte n’a pas d’historique des douze derniers mois; 0,00 est une réponse.',
  ],
  enrol: ['Enrol', 'S’inscrire'],
  depositTitle: ['Deposit cash security', 'Déposer une garantie en argent'],
  depositLead: [
    'Cash security is held in trust: it pays no debt and is no credit of the account. No money moves: the bank is simulated.',
    'La garantie en argent est détenue en fiducie : elle ne paie aucune dette et n’est pas un crédit du compte. Aucun argent ne circule : la banque est simulée.',
  ],
  held: ['Cash held', 'Argent détenu'],
  amount: ['Amount', 'Montant'],
  deposit: ['Deposit', 'Déposer'],
  back: ['Financial security', 'Garantie financière'],
});

const guard = atAccount('security:manage');

export function securityFormPages(site: Site): void {
  site.form('/portal/security/enrol', guard, {
    show: showEnrolment,
    schema: z.object({ estimatedMonth: typedAmount.optional() }),
    act: async ({ ctx, account }, { estimatedMonth }) => {
      await enrolInRpp(ctx, account.bn15, estimatedMonth === undefined ? {} : { estimatedMonth });
      return '/portal/security';
    },
  });

  site.form('/portal/security/cash', guard, {
    show: showDeposit,
    schema: z.object({ amount: typedAmount, channel: chosenFrom(portalChannels) }),
    act: async ({ ctx, account }, deposit) => {
      await depositCashSecurity(ctx, account.bn15, deposit);
      return '/portal/security';
    },
  });
}

async function showEnrolment(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const { highestMonth, requiredByAgreement, requiredInCash } = await securityOf(ctx, account.bn15);
  const fields = html`
${textField(language, state, { name: 'estimatedMonth', label: w.estimate, hint: w.estimateHint, size: 16, inputmode: 'decimal' })}
<div class="buttons">${button(w.enrol)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.enrolLead}</p>
${facts([
  [w.highest, dollarsOf(highestMonth, language)],
  [w.byAgreement, dollarsOf(requiredByAgreement, language)],
  [w.inCash, dollarsOf(requiredInCash, language)],
])}
${postForm(to(visit, '/portal/security/enrol'), fields)}<p>${link(to(visit, '/portal/security'), w.back)}</p>`;
  return { title: w.enrolTitle, body };
}

async function showDeposit(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const { heldInCash, requiredInCash } = await securityOf(ctx, account.bn15);
  const fields = html`
${textField(language, state, { name: 'amount', label: w.amount, size: 16, inputmode: 'decimal', isRequired: true })}
${channelField(language, state)}
<div class="buttons">${button(w.deposit)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.depositLead}</p>
${facts([
  [w.inCash, dollarsOf(requiredInCash, language)],
  [w.held, dollarsOf(heldInCash, language)],
  await cardLeft(visit),
])}
${postForm(to(visit, '/portal/security/cash'), fields)}<p>${link(to(visit, '/portal/security'), w.back)}</p>`;
  return { title: w.depositTitle, body };
}
