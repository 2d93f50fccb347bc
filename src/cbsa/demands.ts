import { findBusiness } from '../accounts/store.ts';
import { errorSummary, type FormState, postButton } from '../pages/form.ts';
import { dollars } from '../pages/formats.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { facts, link } from '../pages/parts.ts';
import { statusTag } from '../pages/security-states.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { demandOf } from '../security/answer-demand.ts';
import { ruleOnRebuttal } from '../security/rule-on-rebuttal.ts';
import { type Demand, findAgreement } from '../security/store.ts';
import { RulingInput } from '../security/types.ts';
import { historyOf } from './history.ts';
import { noteAccount } from './seen.ts';

const words = inBoth({
  title: ['Demand on a provider', 'Demande de paiement à un fournisseur'],
  account: ['Account', 'Compte'],
  provider: ['Provider', 'Fournisseur'],
  agreement: ['Agreement', 'Convention'],
  status: ['Status', 'État'],
  amount: ['Amount', 'Montant'],
  demandedOn: ['Demanded on', 'Réclamé le'],
  answerBy: ['Answer by', 'Réponse au plus tard le'],
  grounds: ['Grounds of the rebuttal', 'Motifs de la contestation'],
  rule: ['Rule on the rebuttal', 'Trancher la contestation'],
  upheld: ['Uphold the demand: paid on receipt', 'Maintenir la demande : payable sur réception'],
  withdrawn: ['Withdraw the demand', 'Retirer la demande'],
});

const guard = officer('security:decide');

export function demandPages(site: Site): void {
  site.page('/cbsa/demands/:id', guard, show);
  site.form('/cbsa/demands/:id/ruling', guard, {
    show,
    schema: RulingInput,
    act: async ({ ctx }, { ruling }, { id }) => {
      await ruleOnRebuttal(ctx, Number(id), ruling);
      return `/cbsa/demands/${id}`;
    },
  });
}

async function show(visit: SignedIn, { id }: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const demand = await demandOf(read, Number(id));
  const { programAccount } = demand;
  await noteAccount(visit, programAccount);
  const agreement = (await findAgreement(read, demand.agreementId))!;
  const provider = await findBusiness(read, agreement.providerBn9);
  const matter = { onBehalfOf: programAccount, subjects: [String(demand.id)] };
  const body = html`${errorSummary(language, state)}${facts([
    [w.status, statusTag(language, demand.status)],
    [w.account, link(to(visit, `/cbsa/accounts/${programAccount}`), programAccount)],
    [w.provider, provider?.legalName ?? agreement.providerBn9],
    [w.agreement, agreement.agreementNumber],
    [w.amount, dollars(demand.amountCents, language)],
    [w.demandedOn, demand.demandedOn],
    [w.answerBy, demand.answerBy],
    [w.grounds, demand.grounds],
  ])}
${demand.status === 'REBUTTED' ? rulingPart(visit, demand) : nothing}
${await historyOf(visit, { ...matter, actions: ['security.demand', 'security.rebuttal'] })}`;
  return { title: `${w.title} – ${id}`, body };
}

function rulingPart(visit: SignedIn, { id }: Demand): Html {
  const w = words[visit.language];
  const action = to(visit, `/cbsa/demands/${id}/ruling`);
  const rule = (ruling: 'upheld' | 'withdrawn') => postButton(action, w[ruling], { ruling });
  return html`<h2>${w.rule}</h2><div class="buttons">${rule('upheld')}${rule('withdrawn')}</div>`;
}
