import { newestStatements, type Statement } from '../../billing/store.ts';
import { dueAndCredit, openItemsOf } from '../../ledger/open-items.ts';
import { documentCodes, type OpenItem } from '../../ledger/tables.ts';
import { sum } from '../../money.ts';
import { dollars } from '../../pages/formats.ts';
import { officer } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import { day, facts, link, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { collectionsPart, usersPart } from './people-and-collections.ts';
import { securityPart } from './security.ts';
import { accountLookedAt, accountTitle, type LookedAt } from './tabs.ts';

const words = inBoth({
  balance: ['Current open balance', 'Solde ouvert actuel'],
  due: ['Due now', 'Exigible maintenant'],
  credit: ['Unapplied credit', 'Crédit non affecté'],
  register: ['Register', 'Registre'],
  address: ['Address', 'Adresse'],
  openedOn: ['Opened on', 'Ouvert le'],
  profile: ['Profile', 'Profil'],
  IMPORTER: ['Importer', 'Importateur'],
  EXPORTER: ['Exporter', 'Exportateur'],
  IMPORTER_EXPORTER: ['Importer and exporter', 'Importateur et exportateur'],
  csa: ['Customs self-assessment, option', 'Programme d’autocotisation des douanes (PAD), option'],
  items: ['Open items', 'Postes ouverts'],
  noItems: ['Nothing is open.', 'Rien n’est ouvert.'],
  document: ['Document', 'Document'],
  reference: ['Reference', 'Référence'],
  dueOn: ['Due on', 'Échéance'],
  remaining: ['Remaining', 'Reste'],
  statements: ['Newest statements', 'Derniers relevés'],
  noStatements: ['No statement has been issued yet.', 'Aucun relevé n’a encore été émis.'],
  issuedOn: ['Issued on', 'Émis le'],
  opening: ['Opening balance', 'Solde d’ouverture'],
  closing: ['Closing balance', 'Solde de clôture'],
  payable: ['Total payable', 'Total à payer'],
});

/** As many open items as are shown: an account may have thousands. */
const shownItems = 100;

export function positionPages(site: Site): void {
  site.page('/cbsa/accounts/:bn15', officer('account:read'), show);
}

async function show(visit: SignedIn, params: Params) {
  const looked = await accountLookedAt(visit, params);
  const { account } = looked;
  const { read } = visit.ctx.store;
  const items = await openItemsOf(read, account.bn15);
  const body = html`${looked.head}
<div class="columns">${balanceCard(visit, items)}${registerCard(visit, looked)}</div>
${itemsTable(visit, items)}
${statementsTable(visit, await newestStatements(read, account.bn15, 3))}
${await securityPart(visit, account)}
${await collectionsPart(visit, account.bn15)}
${await usersPart(visit, account.bn9)}`;
  return { title: accountTitle(visit, looked), body };
}

function balanceCard({ ctx, language }: SignedIn, items: readonly OpenItem[]): Html {
  const w = words[language];
  const { due, credit } = dueAndCredit(items, ctx.clock.today());
  const balance = sum(items.map((item) => item.remainingCents));
  return html`<section class="card"><h2>${w.balance}</h2><p class="amount">${dollars(balance, language)}</p>${facts(
    [
      [w.due, dollars(due, language)],
      [w.credit, dollars(credit, language)],
    ],
  )}</section>`;
}

function registerCard({ language }: SignedIn, { account, business }: LookedAt): Html {
  const w = words[language];
  return html`<section class="card"><h2>${w.register}</h2>${facts([
    [w.address, business.address],
    [w.profile, w[account.profile]],
    [w.openedOn, account.openedOn],
    [w.csa, account.csaOption],
  ])}</section>`;
}

function itemsTable(visit: SignedIn, items: readonly OpenItem[]): Html {
  const { language } = visit;
  const w = words[language];
  return html`<h2>${w.items}</h2>${table<OpenItem>(
    w.items,
    [
      { title: w.document, cell: ({ code }) => documentCodes[code][language] },
      { title: w.reference, cell: ({ reference }) => referenceLink(visit, reference) },
      { title: w.dueOn, cell: ({ dueOn }) => day(dueOn) },
      { title: w.remaining, cell: ({ remainingCents }) => dollars(remainingCents, language), isNumber: true },
    ],
    items.slice(0, shownItems),
    w.noItems,
  )}`;
}

/** A declaration is led to by its transaction number. */
function referenceLink(visit: SignedIn, reference: string): Html | string {
  return /^\d{14}$/.test(reference)
    ? link(to(visit, `/cbsa/declarations/${reference}`), reference)
    : reference;
}

function statementsTable({ language }: SignedIn, statements: readonly Statement[]): Html {
  const w = words[language];
  return html`<h2>${w.statements}</h2>${table<Statement>(
    w.statements,
    [
      { title: w.issuedOn, cell: ({ issuedOn }) => day(issuedOn) },
      { title: w.dueOn, cell: ({ dueOn }) => day(dueOn) },
      { title: w.opening, cell: ({ openingCents }) => dollars(openingCents, language), isNumber: true },
      { title: w.closing, cell: ({ closingCents }) => dollars(closingCents, language), isNumber: true },
      { title: w.payable, cell: ({ payableCents }) => dollars(payableCents, language), isNumber: true },
    ],
    statements,
    w.noStatements,
  )}`;
}
