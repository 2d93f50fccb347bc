import type { ProgramAccount } from '../../accounts/store.ts';
import { dollars, dollarsOf, percent } from '../../pages/formats.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { day, facts, link, table, tag } from '../../pages/parts.ts';
import { statusTag } from '../../pages/security-states.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { type Agreement, agreementsOf, type Demand, demandsOf } from '../../security/store.ts';
import { securityOf } from '../../security/views.ts';

const words = inBoth({
  title: ['Financial security', 'Garantie financière'],
  hasRpp: ['Goods may be released prior to payment', 'Mainlevée avant paiement permise'],
  noRpp: ['Goods are released once paid', 'Mainlevée après paiement seulement'],
  enrolledOn: ['Enrolled on', 'Inscrit le'],
  required: ['Required by agreement', 'Exigée par convention'],
  requiredCash: ['Required in cash', 'Exigée en argent'],
  held: ['Held by agreement', 'Détenue par convention'],
  heldCash: ['Held in cash', 'Détenue en argent'],
  openDebt: ['Open debt of released goods', 'Dette ouverte des marchandises dédouanées'],
  utilisation: ['Used', 'Utilisée'],
  belowSince: ['Below what is required since', 'Inférieure à ce qui est exigé depuis'],
  agreements: ['Agreements', 'Conventions'],
  noAgreements: ['There are no agreements.', 'Il n’y a aucune convention.'],
  number: ['Agreement number', 'Numéro de convention'],
  provider: ['Provider', 'Fournisseur'],
  status: ['Status', 'État'],
  amount: ['Amount', 'Montant'],
  demands: ['Demands on providers', 'Demandes de paiement aux fournisseurs'],
  noDemands: ['Nothing has been demanded.', 'Rien n’a été réclamé.'],
  demand: ['Demand', 'Demande'],
  demandedOn: ['Demanded on', 'Réclamé le'],
});

/** How the security of an account stands: nothing is asked of one that only exports. */
export async function securityPart(visit: SignedIn, account: ProgramAccount): Promise<Html> {
  if (account.profile === 'EXPORTER') return nothing;
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const { bn15 } = account;
  const security = await securityOf(ctx, bn15);
  const { utilisation } = security;
  return html`<h2>${w.title}</h2>
<p>${security.hasRpp ? tag(w.hasRpp, 'success') : tag(w.noRpp, 'warning')}</p>
${facts([
  [w.enrolledOn, security.enrolledOn],
  [w.required, dollarsOf(security.requiredByAgreement, language)],
  [w.requiredCash, dollarsOf(security.requiredInCash, language)],
  [w.held, dollarsOf(security.heldByAgreement, language)],
  [w.heldCash, dollarsOf(security.heldInCash, language)],
  [w.openDebt, dollarsOf(security.openDebt, language)],
  [w.utilisation, utilisation === null ? undefined : percent(utilisation, language)],
  [w.belowSince, security.belowSince],
])}
${agreementsTable(visit, await agreementsOf(read, bn15))}${demandsTable(visit, await demandsOf(read, bn15))}`;
}

function agreementsTable({ language }: SignedIn, agreements: readonly Agreement[]): Html {
  const w = words[language];
  return html`<h3>${w.agreements}</h3>${table<Agreement>(
    w.agreements,
    [
      { title: w.number, cell: ({ agreementNumber }) => agreementNumber },
      { title: w.provider, cell: ({ providerBn9 }) => providerBn9 },
      { title: w.status, cell: ({ status }) => statusTag(language, status) },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    agreements,
    w.noAgreements,
  )}`;
}

function demandsTable(visit: SignedIn, demands: readonly Demand[]): Html {
  const { language } = visit;
  const w = words[language];
  return html`<h3>${w.demands}</h3>${table<Demand>(
    w.demands,
    [
      { title: w.demand, cell: ({ id }) => link(to(visit, `/cbsa/demands/${id}`), String(id)) },
      { title: w.demandedOn, cell: ({ demandedOn }) => day(demandedOn) },
      { title: w.status, cell: ({ status }) => statusTag(language, status) },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    demands,
    w.noDemands,
  )}`;
}
