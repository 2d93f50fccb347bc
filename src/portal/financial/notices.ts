import { noticesBefore } from '../../billing/store.ts';
import { NotFound } from '../../errors.ts';
import { pageOf } from '../../http/paging.ts';
import { documentsPostedOn } from '../../ledger/documents.ts';
import { isBilled } from '../../ledger/tables.ts';
import { count, dollars, instant, longDate } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import { link, paging, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { entriesTable } from './entries.ts';
import { financialTabs } from './tabs.ts';

const words = inBoth({
  title: ['Daily notices', 'Avis quotidiens'],
  one: ['Daily notice', 'Avis quotidien'],
  lead: [
    'Each notice lists what was posted to the account on one day. There is none for a day without activity.',
    'Chaque avis énumère ce qui a été inscrit au compte un jour donné. Il n’y en a pas pour un jour sans activité.',
  ],
  postedOn: ['Posted on', 'Inscrit le'],
  issuedAt: ['Issued at', 'Émis le'],
  documents: ['Documents', 'Documents'],
  total: ['Total', 'Total'],
  none: ['No daily notice has been issued yet.', 'Aucun avis quotidien n’a encore été émis.'],
  empty: ['This notice lists nothing.', 'Cet avis n’énumère rien.'],
  back: ['All daily notices', 'Tous les avis quotidiens'],
});

export function noticePages(site: Site): void {
  site.page('/portal/financial/notices', atAccount('account:read'), showList);
  site.page('/portal/financial/notices/:postedOn', atAccount('account:read'), showOne);
}

async function showList(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const w = words[language];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    ({ after, limit }) =>
      noticesBefore(ctx.store.read, account.bn15, { before: after === '' ? '9999' : after, limit }),
    ({ postedOn }) => postedOn,
  );
  const body = html`${financialTabs(visit)}<p>${w.lead}</p>
${table(
  w.title,
  [
    {
      title: w.postedOn,
      cell: ({ postedOn }) => link(to(visit, `/portal/financial/notices/${postedOn}`), postedOn),
    },
    { title: w.issuedAt, cell: ({ issuedAt }) => instant(issuedAt, language) },
    { title: w.documents, cell: ({ documents }) => count(documents, language), isNumber: true },
    { title: w.total, cell: ({ totalCents }) => dollars(totalCents, language), isNumber: true },
  ],
  items,
  w.none,
)}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}

async function showOne(visit: AtAccount, { postedOn = '' }: Params) {
  const { ctx, account, language } = visit;
  const w = words[language];
  const documents = await documentsPostedOn(ctx.store.read, account.bn15, postedOn);
  const listed = documents.filter(({ code }) => isBilled(code));
  if (listed.length === 0) throw new NotFound({ en: 'Daily notice', fr: 'L’avis quotidien' }, postedOn);
  const title = `${w.one} – ${longDate(postedOn, language)}`;
  const body = html`${financialTabs(visit)}
${await entriesTable(visit, listed, { caption: title, empty: w.empty, hasTotal: true })}
<p>${link(to(visit, '/portal/financial/notices'), w.back)}</p>`;
  return { title, body };
}
