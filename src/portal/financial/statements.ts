import { readStatement, type StatementRead } from '../../billing/read-statement.ts';
import { statementsBefore } from '../../billing/store.ts';
import { pageOf } from '../../http/paging.ts';
import { toWire } from '../../money.ts';
import { dollars, longDate } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { buttonLink, facts, link, paging, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { mayPay } from '../payments/tabs.ts';
import { entriesTable } from './entries.ts';
import { asCsv, asWorkbook } from './statement-files.ts';
import { asPdf } from './statement-pdf.ts';
import { statementWords as words } from './statement-words.ts';
import { financialTabs } from './tabs.ts';

const guard = atAccount('account:read');

export function statementPages(site: Site): void {
  site.page('/portal/financial/statements', guard, showList);
  site.page('/portal/financial/statements/:issuedOn', guard, showOne);
  site.download('/portal/financial/statements/:issuedOn/csv', guard, async (visit, params) =>
    asCsv(await statementOf(visit, params), visit.language),
  );
  site.download('/portal/financial/statements/:issuedOn/xlsx', guard, async (visit, params) =>
    asWorkbook(await statementOf(visit, params), visit.language),
  );
  site.download('/portal/financial/statements/:issuedOn/pdf', guard, async (visit, params) =>
    asPdf(visit, await statementOf(visit, params)),
  );
}

function statementOf({ ctx, account }: AtAccount, { issuedOn = '' }: Params): Promise<StatementRead> {
  return readStatement(ctx, account.bn15, issuedOn);
}

async function showList(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const w = words[language];
  const { reference } = await tariffOf(ctx.store);
  const { items, next } = await pageOf(
    { limit: 24, cursor: query.get('after') ?? undefined },
    ({ after, limit }) =>
      statementsBefore(ctx.store.read, account.bn15, { before: after === '' ? '9999' : after, limit }),
    ({ issuedOn }) => issuedOn,
  );
  const body = html`${financialTabs(visit)}<p>${w.lead}</p>
${table(
  w.title,
  [
    {
      title: w.issuedOn,
      cell: ({ issuedOn }) => link(to(visit, `/portal/financial/statements/${issuedOn}`), issuedOn),
    },
    { title: w.period, cell: ({ periodStart, periodEnd }) => `${periodStart} ${w.until} ${periodEnd}` },
    { title: w.payBy, cell: ({ dueOn }) => reference.lastDayToPay(dueOn) },
    { title: w.closing, cell: ({ closingCents }) => dollars(closingCents, language), isNumber: true },
    { title: w.payable, cell: ({ payableCents }) => dollars(payableCents, language), isNumber: true },
  ],
  items,
  w.none,
)}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}

async function showOne(visit: AtAccount, params: Params) {
  const { language } = visit;
  const w = words[language];
  const read = await statementOf(visit, params);
  const { statement, inCycle, other } = read;
  const shown = { hasTotal: true, hasStatement: false };
  const body = html`${financialTabs(visit)}
<div class="columns">${await payableCard(visit, read)}${sumCard(visit, read)}</div>
<h2>${w.inCycle}</h2><p>${w.inCycleLead} ${longDate(statement.dueOn, language)}.</p>
${await entriesTable(visit, inCycle, { caption: w.inCycle, empty: w.noInCycle, ...shown })}
<h2>${w.other}</h2><p>${w.otherLead}</p>
${await entriesTable(visit, other, { caption: w.other, empty: w.noOther, ...shown })}
<p>${link(to(visit, '/portal/financial/statements'), w.back)}</p>`;
  return { title: `${w.one} – ${longDate(statement.issuedOn, language)}`, body };
}

async function payableCard(visit: AtAccount, { statement, payBy }: StatementRead): Promise<Html> {
  const { language } = visit;
  const w = words[language];
  const { issuedOn, periodStart, periodEnd, dueOn, payableCents } = statement;
  const here = `/portal/financial/statements/${issuedOn}`;
  const pay =
    payableCents > 0 && (await mayPay(visit))
      ? buttonLink(to(visit, `/portal/payments/new?amount=${toWire(payableCents)}`), w.pay)
      : nothing;
  return html`<section class="card"><h2>${w.payable}</h2><p class="amount">${dollars(payableCents, language)}</p>
${payableCents > 0 ? nothing : html`<p>${w.nothingToPay}</p>`}
${facts([
  [w.period, `${periodStart} ${w.until} ${periodEnd}`],
  [w.dueOn, longDate(dueOn, language)],
  [w.payBy, longDate(payBy, language)],
])}<div class="buttons">${pay}${buttonLink(to(visit, `${here}/pdf`), w.pdf, false)}${buttonLink(to(visit, `${here}/csv`), w.csv, false)}${buttonLink(to(visit, `${here}/xlsx`), w.xlsx, false)}</div>
<p>${link(to(visit, `/portal/financial/reconciliation?statement=${issuedOn}`), w.reconcile)}</p></section>`;
}

function sumCard({ language }: AtAccount, { statement }: StatementRead): Html {
  const w = words[language];
  const { openingCents, debitsCents, creditsCents, closingCents } = statement;
  const steps: [string, number][] = [
    [w.opening, openingCents],
    [w.debits, debitsCents],
    [w.credits, -creditsCents],
  ];
  const foot = html`<tfoot><tr><th scope="row">${w.closing}</th><td class="number">${dollars(closingCents, language)}</td></tr></tfoot>`;
  return html`<section class="card"><h2>${w.sum}</h2>${table(
    w.sum,
    [
      { title: w.step, cell: ([step]) => step },
      { title: w.amount, cell: ([, cents]) => dollars(cents, language), isNumber: true },
    ],
    steps,
    w.none,
    foot,
  )}</section>`;
}
