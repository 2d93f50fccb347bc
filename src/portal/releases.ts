import { accountsInView } from '../accounts/view.ts';
import { deadlineOf, releasesByDeadline } from '../cad/unaccounted.ts';
import { pageOf } from '../http/paging.ts';
import { filing } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { tabs } from '../pages/layout.ts';
import { link, paging, table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type AtAccount, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';

const words = inBoth({
  title: ['Releases to account for', 'Mainlevées à déclarer en détail'],
  one: ['Account in view', 'Compte affiché'],
  every: ['All accounts and clients', 'Tous les comptes et clients'],
  lead: [
    'Goods that were released and for which no declaration was accepted yet, those due first at the top.',
    'Marchandises dédouanées pour lesquelles aucune déclaration n’a encore été acceptée, l’échéance la plus proche d’abord.',
  ],
  none: ['All released goods are accounted for.', 'Toutes les marchandises dédouanées sont déclarées.'],
  transaction: ['Transaction number', 'Numéro de transaction'],
  importer: ['Importer', 'Importateur'],
  releasedOn: ['Released on', 'Date de mainlevée'],
  accountBy: ['Account by', 'À déclarer au plus tard le'],
  office: ['Office', 'Bureau'],
  option: ['Release option', 'Option de mainlevée'],
  cargo: ['Cargo control number', 'Numéro de contrôle du fret'],
  late: ['Late', 'En retard'],
  declare: ['Account for goods', 'Déclarer en détail'],
});

export function releasePages(site: Site): void {
  site.page('/portal/releases', filing, (visit) => show(visit, [visit.account.bn15]));
  site.page('/portal/releases/all', filing, async (visit) =>
    show(visit, await accountsInView(visit.ctx, 'cad:read', undefined)),
  );
}

async function show(visit: AtAccount, accounts: readonly string[]) {
  const { ctx, language, path, query } = visit;
  const w = words[language];
  const cursor = query.get('after') ?? undefined;
  const { items, next } = await pageOf(
    { limit: 50, cursor },
    (page) => releasesByDeadline(ctx, accounts, page),
    deadlineOf,
  );
  const today = ctx.clock.today();
  const body = html`${tabs(visit, w.title, [
    { path: '/portal/releases', title: w.one },
    { path: '/portal/releases/all', title: w.every },
  ])}<p>${w.lead}</p>
${table(
  w.title,
  [
    { title: w.transaction, cell: ({ release }) => release.transactionNumber },
    { title: w.importer, cell: ({ release }) => release.importerBn15 },
    {
      title: w.accountBy,
      cell: ({ accountBy }) => (accountBy < today ? html`${accountBy} ${tag(w.late, 'danger')}` : accountBy),
    },
    { title: w.releasedOn, cell: ({ release }) => release.releasedAt.slice(0, 10) },
    { title: w.office, cell: ({ release }) => release.office },
    { title: w.option, cell: ({ release }) => release.option },
    { title: w.cargo, cell: ({ release }) => release.cargoControlNumber },
    {
      title: w.declare,
      cell: ({ release }) =>
        link(to(visit, `/portal/declarations/new?release=${release.transactionNumber}`), w.declare),
    },
  ],
  items,
  w.none,
)}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}
