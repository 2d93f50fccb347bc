import { recentCads } from '../../cad/recent-cads.ts';
import type { Cad } from '../../cad/types.ts';
import { unaccountedReleases } from '../../cad/unaccounted.ts';
import { pageOf } from '../../http/paging.ts';
import { cadWords } from '../../pages/cad-words.ts';
import { cadStatusTag } from '../../pages/declaration.ts';
import { dollars } from '../../pages/formats.ts';
import { officer } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import { day, link, paging, table, tag } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { datesOf } from '../../release/report-release.ts';
import { accountLookedAt, accountTitle } from './tabs.ts';

const words = inBoth({
  releases: ['Releases not accounted for', 'Mainlevées non déclarées en détail'],
  allAccounted: [
    'All released goods are accounted for.',
    'Toutes les marchandises dédouanées sont déclarées.',
  ],
  none: ['No declaration was accepted for this account yet.', 'Aucune déclaration n’a encore été acceptée.'],
  extend: ['Extend the time', 'Prolonger le délai'],
  account: ['Account for the goods', 'Déclarer les marchandises'],
});

const shownReleases = 100;

export function accountDeclarationPages(site: Site): void {
  site.page('/cbsa/accounts/:bn15/declarations', officer('cad:read'), show);
}

async function show(visit: SignedIn, params: Params) {
  const { ctx, language, path, query } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const looked = await accountLookedAt(visit, params);
  const { bn15 } = looked.account;
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => recentCads(ctx.store.read, bn15, page),
    (cad) => String(cad.documentId),
  );
  const body = html`${looked.head}
<h2>${own.releases}</h2>${await releasesTable(visit, bn15)}
<h2>${w.declarations}</h2>${table<Cad>(
    w.declarations,
    [
      {
        title: w.transaction,
        cell: (cad) => link(to(visit, `/cbsa/declarations/${cad.transactionNumber}`), cad.transactionNumber),
      },
      { title: w.type, cell: (cad) => cad.cadType },
      { title: w.version, cell: (cad) => cad.version, isNumber: true },
      { title: w.status, cell: (cad) => cadStatusTag(language, cad) },
      { title: w.accountedOn, cell: (cad) => day(cad.accountedOn) },
      { title: w.dueOn, cell: (cad) => day(cad.dueOn) },
      { title: w.total, cell: (cad) => dollars(cad.totalCents, language), isNumber: true },
    ],
    items,
    own.none,
  )}${paging(language, path, query, next)}`;
  return { title: accountTitle(visit, looked), body };
}

async function releasesTable(visit: SignedIn, bn15: string): Promise<Html> {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const found = await unaccountedReleases(ctx.store.read, [bn15], { after: '', limit: shownReleases });
  const rows = await Promise.all(
    found.map(async (release) => ({ release, ...(await datesOf(ctx, release)) })),
  );
  const today = ctx.clock.today();
  const extension = (number: string) =>
    to(visit, `/cbsa/accounts/${bn15}/decisions?release=${number}#f-transactionNumber`);
  return table(
    own.releases,
    [
      { title: w.transaction, cell: ({ release }) => release.transactionNumber },
      { title: w.releasedOn, cell: ({ release }) => day(release.releasedAt.slice(0, 10)) },
      {
        title: w.accountBy,
        cell: ({ accountBy }) =>
          accountBy < today ? html`${day(accountBy)} ${tag(w.late, 'danger')}` : day(accountBy),
      },
      { title: w.office, cell: ({ release }) => release.office },
      { title: own.extend, cell: ({ release }) => link(extension(release.transactionNumber), own.extend) },
      {
        title: own.account,
        cell: ({ release: { transactionNumber }, accountBy }) =>
          accountBy < today
            ? link(to(visit, `/cbsa/releases/${transactionNumber}/account`), own.account)
            : '',
      },
    ],
    rows,
    own.allAccounted,
  );
}
