import { authorityRequestsOf } from '../accounts/authority.ts';
import { mayDo } from '../accounts/rights.ts';
import { latestStatement } from '../billing/store.ts';
import { releasesByDeadline } from '../cad/unaccounted.ts';
import { newestDocuments } from '../ledger/documents.ts';
import { openTotals } from '../ledger/open-items.ts';
import { type Document, documentCodes } from '../ledger/tables.ts';
import { dollars, longDate } from '../pages/formats.ts';
import { filing } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import type { Page } from '../pages/layout.ts';
import { buttonLink, facts, link, notice, table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type AtAccount, to } from '../pages/visit.ts';
import { colon, inBoth } from '../pages/words.ts';
import { positionOf } from '../security/position.ts';
import { findEnrolment } from '../security/store.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { accessRequestsTo } from '../users/store.ts';

const words = inBoth({
  title: ['Home', 'Accueil'],
  balance: ['Current open balance', 'Solde ouvert actuel'],
  due: ['Due now', 'Exigible maintenant'],
  credit: ['Unapplied credit', 'Crédit non affecté'],
  statement: ['Latest statement of account', 'Dernier relevé de compte'],
  none: ['No statement has been issued yet.', 'Aucun relevé n’a encore été émis.'],
  payable: ['Total payable', 'Total à payer'],
  payBy: ['Pay by', 'À payer au plus tard le'],
  pay: ['Make a payment', 'Faire un paiement'],
  see: ['See the statement', 'Voir le relevé'],
  toAccount: ['Releases to account for', 'Mainlevées à déclarer en détail'],
  allAccounted: [
    'All released goods are accounted for.',
    'Toutes les marchandises dédouanées sont déclarées.',
  ],
  transaction: ['Transaction number', 'Numéro de transaction'],
  releasedOn: ['Released on', 'Date de mainlevée'],
  accountBy: ['Account by', 'À déclarer au plus tard le'],
  late: ['Late', 'En retard'],
  declare: ['Account for goods', 'Déclarer en détail'],
  all: ['See all', 'Tout voir'],
  rpp: ['Release prior to payment', 'Mainlevée avant paiement'],
  hasRpp: ['Goods may be released prior to payment', 'Mainlevée avant paiement permise'],
  noRpp: ['Goods are released once paid', 'Mainlevée après paiement seulement'],
  required: ['Bond required', 'Caution exigée'],
  held: ['Security held', 'Garantie détenue'],
  recent: ['Recent transactions', 'Transactions récentes'],
  noRecent: ['Nothing has been posted to this account yet.', 'Rien n’est encore inscrit à ce compte.'],
  document: ['Document', 'Document'],
  reference: ['Reference', 'Référence'],
  postedOn: ['Posted on', 'Inscrit le'],
  amount: ['Amount', 'Montant'],
  needsYou: ['Needs you', 'À faire'],
  employees: ['Employees ask for access', 'Des employés demandent l’accès'],
  parties: ['Service providers ask for authority', 'Des fournisseurs de services demandent une autorisation'],
  decide: ['Decide', 'Décider'],
  overdue: [
    'An amount was due and is not paid. Interest runs from the day after the due date.',
    'Un montant exigible n’est pas payé. Les intérêts courent depuis le lendemain de l’échéance.',
  ],
});

const shownReleases = 8;

export function homePages(site: Site): void {
  site.page('/portal', filing, async (visit): Promise<Page> => {
    const w = words[visit.language];
    const seesMoney = await may(visit, 'account:read');
    const body = html`${await needsYou(visit)}
<div class="columns">
${seesMoney ? await balanceCard(visit) : nothing}
${seesMoney ? await statementCard(visit) : nothing}
${seesMoney ? await rppCard(visit) : nothing}
</div>
<h2>${w.toAccount}</h2>
${await releasesTable(visit)}
${seesMoney ? html`<h2>${w.recent}</h2>${await recentTable(visit)}` : nothing}`;
    return { title: w.title, body };
  });
}

function may({ ctx, account }: AtAccount, right: 'account:read' | 'payment:make'): Promise<boolean> {
  return mayDo(ctx.store.read, ctx.actor, right, account.bn15, ctx.clock.today());
}

async function balanceCard(visit: AtAccount): Promise<Html> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const { balance, due, credit } = await openTotals(ctx.store.read, account.bn15, ctx.clock.today());
  const pay = (await may(visit, 'payment:make'))
    ? buttonLink(to(visit, '/portal/payments/new'), w.pay)
    : nothing;
  return html`<section class="card"><h2>${w.balance}</h2><p class="amount">${dollars(balance, language)}</p>
${facts([
  [w.due, dollars(due, language)],
  [w.credit, credit === 0 ? undefined : dollars(credit, language)],
])}${pay}</section>`;
}

async function statementCard(visit: AtAccount): Promise<Html> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const statement = await latestStatement(ctx.store.read, account.bn15);
  if (statement === undefined)
    return html`<section class="card"><h2>${w.statement}</h2><p>${w.none}</p></section>`;
  const { reference } = await tariffOf(ctx.store);
  const { issuedOn, payableCents, dueOn } = statement;
  return html`<section class="card"><h2>${w.statement}</h2>
<p>${longDate(issuedOn, language)}</p>
${facts([
  [w.payable, dollars(payableCents, language)],
  [w.payBy, longDate(reference.lastDayToPay(dueOn), language)],
])}<p>${link(to(visit, `/portal/financial/statements/${issuedOn}`), w.see)}</p></section>`;
}

async function rppCard(visit: AtAccount): Promise<Html> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const enrolment = await findEnrolment(read, account.bn15);
  const standing = enrolment === undefined ? undefined : await positionOf(read, ctx, enrolment);
  const money =
    standing === undefined
      ? nothing
      : facts([
          [w.required, dollars(standing.requirement.bondCents, language)],
          [w.held, dollars(standing.held.bondCents + standing.held.cashCents, language)],
        ]);
  const state = account.hasRpp ? tag(w.hasRpp, 'success') : tag(w.noRpp, 'warning');
  return html`<section class="card"><h2>${w.rpp}</h2><p>${state}</p>${money}<p>${link(to(visit, '/portal/security'), w.all)}</p></section>`;
}

async function releasesTable(visit: AtAccount): Promise<Html> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const page = { after: '', limit: shownReleases };
  const rows = await releasesByDeadline(ctx, [account.bn15], page);
  const today = ctx.clock.today();
  const more =
    rows.length < shownReleases ? nothing : html`<p>${link(to(visit, '/portal/releases'), w.all)}</p>`;
  return html`${table(
    w.toAccount,
    [
      { title: w.transaction, cell: ({ release }) => release.transactionNumber },
      { title: w.releasedOn, cell: ({ release }) => release.releasedAt.slice(0, 10) },
      {
        title: w.accountBy,
        cell: ({ accountBy }) =>
          accountBy < today ? html`${accountBy} ${tag(w.late, 'danger')}` : accountBy,
      },
      {
        title: w.declare,
        cell: ({ release }) =>
          link(to(visit, `/portal/declarations/new?release=${release.transactionNumber}`), w.declare),
      },
    ],
    rows,
    w.allAccounted,
  )}${more}`;
}

async function recentTable({ ctx, account, language }: AtAccount): Promise<Html> {
  const w = words[language];
  const recent = await newestDocuments(ctx.store.read, account.bn15, 6);
  return table<Document>(
    w.recent,
    [
      { title: w.document, cell: ({ code }) => documentCodes[code][language] },
      { title: w.reference, cell: ({ reference }) => reference },
      { title: w.postedOn, cell: ({ postedOn }) => postedOn },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    recent,
    w.noRecent,
  );
}

/** What waits for somebody who manages access. */
async function needsYou(visit: AtAccount): Promise<Html> {
  const { ctx, business, account, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const { overdue } = await openTotals(read, account.bn15, ctx.clock.today());
  const waiting: Html[] = [];
  if (ctx.actor.scopes.has('access:manage')) {
    const employees = (await accessRequestsTo(read, business.bn9)).filter(
      (each) => each.status === 'PENDING',
    );
    const parties = (await authorityRequestsOf(read, business.bn9)).filter(
      (each) => each.status === 'PENDING' && each.importerBn9 === business.bn9,
    );
    if (employees.length > 0)
      waiting.push(
        html`<li>${w.employees}${colon[language]}${employees.length}. ${link(to(visit, '/portal/business'), w.decide)}</li>`,
      );
    if (parties.length > 0)
      waiting.push(
        html`<li>${w.parties}${colon[language]}${parties.length}. ${link(to(visit, '/portal/business/providers'), w.decide)}</li>`,
      );
  }
  const late =
    overdue > 0 && (await may(visit, 'account:read')) ? notice(language, 'warning', w.overdue) : nothing;
  return waiting.length === 0
    ? late
    : html`${late}${notice(language, 'info', w.needsYou, html`<ul>${waiting}</ul>`)}`;
}
