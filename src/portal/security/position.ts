import { mayDo, type Right } from '../../accounts/rights.ts';
import { dollars, dollarsOf, longDate, percent } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { buttonLink, day, facts, notice, table, tag } from '../../pages/parts.ts';
import { agreementsTable, demandsTable } from '../../pages/security-states.ts';
import type { Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { agreementsOf, cashMovementsOf, demandsOf } from '../../security/store.ts';
import { termsOn } from '../../security/terms.ts';
import { securityOf } from '../../security/views.ts';

const words = inBoth({
  title: ['Financial security', 'Garantie financière'],
  exporter: [
    'This account imports nothing: no security is asked of it.',
    'Ce compte n’importe rien : aucune garantie ne lui est demandée.',
  ],
  rpp: ['Release prior to payment', 'Mainlevée avant paiement'],
  hasRpp: ['Goods may be released prior to payment', 'Mainlevée avant paiement permise'],
  noRpp: ['Goods are released once paid', 'Mainlevée après paiement seulement'],
  enrolledOn: ['Enrolled on', 'Inscrit le'],
  notEnrolled: [
    'The account is not enrolled in release prior to payment.',
    'Le compte n’est pas inscrit à la mainlevée avant paiement.',
  ],
  enrol: ['Enrol in release prior to payment', 'S’inscrire à la mainlevée avant paiement'],
  required: ['Security required', 'Garantie exigée'],
  byAgreement: ['By agreement', 'Par convention'],
  inCash: ['In cash', 'En argent'],
  highest: ['Highest month of the last twelve', 'Mois le plus élevé des douze derniers'],
  eitherOr: ['One or the other; both may be mixed.', 'L’une ou l’autre; les deux peuvent être combinées.'],
  held: ['Security held', 'Garantie détenue'],
  notNeeded: ['None is asked for during the transition', 'Aucune n’est exigée pendant la transition'],
  inOrder: ['Enough', 'Suffisante'],
  short: ['Not enough', 'Insuffisante'],
  coverage: ['Coverage', 'Couverture'],
  openDebt: ['Open debt of released goods', 'Dette ouverte des marchandises dédouanées'],
  utilisation: ['Used', 'Utilisée'],
  reviewed: [
    'The annual review found a higher month. Security for it is asked for after',
    'L’examen annuel a révélé un mois plus élevé. La garantie correspondante est exigée après le',
  ],
  newHighest: ['New highest month', 'Nouveau mois le plus élevé'],
  below: [
    'The security held is below what is required. The account may be suspended. It is so since',
    'La garantie détenue est inférieure à ce qui est exigé. Le compte peut être suspendu. Il en est ainsi depuis le',
  ],
  agreements: ['Agreements', 'Conventions'],
  enter: ['Enter an agreement', 'Saisir une convention'],
  cash: ['Cash security', 'Garantie en argent'],
  deposit: ['Deposit cash', 'Déposer de l’argent'],
  reduce: ['Ask to secure less', 'Demander une garantie moindre'],
  cashBack: ['Ask for cash back', 'Demander la remise d’argent'],
  movedOn: ['Date', 'Date'],
  movement: ['Movement', 'Mouvement'],
  deposited: ['Deposited', 'Déposé'],
  returned: ['Returned', 'Rendu'],
  applied: ['Applied to debt', 'Imputé à une dette'],
  amount: ['Amount', 'Montant'],
  noCash: ['No cash has been deposited.', 'Aucun argent n’a été déposé.'],
  demands: ['Demands on providers', 'Demandes de paiement aux fournisseurs'],
});

type Security = Awaited<ReturnType<typeof securityOf>>;

export function positionPages(site: Site): void {
  site.page('/portal/security', atAccount('account:read'), showPosition);
}

async function showPosition(visit: AtAccount): Promise<Page> {
  const { ctx, account, language } = visit;
  const w = words[language];
  if (account.profile === 'EXPORTER') return { title: w.title, body: html`<p>${w.exporter}</p>` };
  const { read } = ctx.store;
  const { bn15 } = account;
  const security = await securityOf(ctx, bn15);
  const may = (right: Right) => mayDo(read, ctx.actor, right, bn15, ctx.clock.today());
  const [manages, agrees] = [await may('security:manage'), await may('security:agree')];
  const folder = '/portal/security/agreements';
  const action = (path: string, text: string, isOpen = manages) =>
    isOpen ? html`<p>${buttonLink(to(visit, path), text, false)}</p>` : nothing;
  const body = html`${toldFirst(visit, security, manages)}
<div class="columns">${rppCard(visit, security)}${requiredCard(visit, security)}${await heldCard(visit, security)}</div>
<h2>${w.agreements}</h2>${agreementsTable(language, folder, await agreementsOf(read, bn15))}${action(`${folder}/new`, w.enter, agrees)}${security.enrolledOn === null ? nothing : action('/portal/security/reduction', w.reduce)}
<h2>${w.cash}</h2>${await cashTable(visit)}${action('/portal/security/cash', w.deposit)}${action('/portal/security/cash/return', w.cashBack)}
<h2>${w.demands}</h2>${demandsTable(language, folder, await demandsOf(read, bn15))}`;
  return { title: w.title, body };
}

/** What somebody has to do about the security of the account. */
function toldFirst(visit: AtAccount, security: Security, manages: boolean): Html {
  const { language } = visit;
  const w = words[language];
  const { enrolledOn, complyBy, reviewedHighestMonth, belowSince } = security;
  const enrol =
    enrolledOn !== null
      ? nothing
      : notice(
          language,
          'info',
          w.notEnrolled,
          manages ? buttonLink(to(visit, '/portal/security/enrol'), w.enrol) : nothing,
        );
  const review =
    complyBy === null || reviewedHighestMonth === null
      ? nothing
      : notice(
          language,
          'warning',
          `${w.reviewed} ${longDate(complyBy, language)}.`,
          facts([[w.newHighest, dollarsOf(reviewedHighestMonth, language)]]),
        );
  const below =
    belowSince === null
      ? nothing
      : notice(language, 'danger', `${w.below} ${longDate(belowSince, language)}.`);
  return html`${enrol}${review}${below}`;
}

function rppCard({ language }: AtAccount, { hasRpp, enrolledOn }: Security): Html {
  const w = words[language];
  const state = hasRpp ? tag(w.hasRpp, 'success') : tag(w.noRpp, 'warning');
  const since = enrolledOn === null ? undefined : longDate(enrolledOn, language);
  return html`<section class="card"><h2>${w.rpp}</h2><p>${state}</p>${facts([[w.enrolledOn, since]])}</section>`;
}

function requiredCard({ language }: AtAccount, security: Security): Html {
  const w = words[language];
  return html`<section class="card"><h2>${w.required}</h2>${facts([
    [w.byAgreement, dollarsOf(security.requiredByAgreement, language)],
    [w.inCash, dollarsOf(security.requiredInCash, language)],
    [w.highest, dollarsOf(security.highestMonth, language)],
  ])}<p>${w.eitherOr}</p></section>`;
}

async function heldCard({ ctx, language }: AtAccount, security: Security): Promise<Html> {
  const w = words[language];
  const { heldByAgreement, heldInCash, coverage, openDebt, utilisation, isInOrder } = security;
  const { isNeeded } = await termsOn(ctx, ctx.clock.today());
  const enough = isInOrder ? tag(w.inOrder, 'success') : tag(w.short, 'danger');
  return html`<section class="card"><h2>${w.held}</h2><p>${isNeeded ? enough : tag(w.notNeeded, 'info')}</p>${facts(
    [
      [w.byAgreement, dollarsOf(heldByAgreement, language)],
      [w.inCash, dollarsOf(heldInCash, language)],
      [w.coverage, dollarsOf(coverage, language)],
      [w.openDebt, dollarsOf(openDebt, language)],
      [w.utilisation, utilisation === null ? undefined : percent(utilisation, language)],
    ],
  )}</section>`;
}

async function cashTable({ ctx, account, language }: AtAccount): Promise<Html> {
  const w = words[language];
  return table(
    w.cash,
    [
      { title: w.movedOn, cell: ({ movedOn }) => day(movedOn) },
      { title: w.movement, cell: ({ reason }) => w[reason] },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    await cashMovementsOf(ctx.store.read, account.bn15),
    w.noCash,
  );
}
