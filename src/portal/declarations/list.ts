import { onlySeen, sees } from '../../accounts/sight.ts';
import { draftsOf } from '../../cad/drafts.ts';
import { hiddenFrom } from '../../cad/hidden.ts';
import { recentCads } from '../../cad/recent-cads.ts';
import { findCad } from '../../cad/store.ts';
import type { Cad } from '../../cad/types.ts';
import { waitingAfter } from '../../cad/waiting-store.ts';
import { pageOf } from '../../http/paging.ts';
import { cadWords } from '../../pages/cad-words.ts';
import { cadStatusTag } from '../../pages/declaration.ts';
import { button, textField, untouched } from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { filing } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { tabs } from '../../pages/layout.ts';
import { buttonLink, link, notice, paging, table, tag } from '../../pages/parts.ts';
import type { Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';

const words = inBoth({
  none: [
    'No declaration was accepted for this account yet.',
    'Aucune déclaration n’a encore été acceptée pour ce compte.',
  ],
  noDrafts: ['There are no drafts.', 'Il n’y a pas de brouillon.'],
  noWaiting: ['No declaration waits for a rate.', 'Aucune déclaration n’attend un taux.'],
  find: ['Find', 'Chercher'],
  notFound: [
    'No declaration of this account has this number.',
    'Aucune déclaration de ce compte ne porte ce numéro.',
  ],
  draft: ['Draft', 'Brouillon'],
  changes: ['Changes', 'Modifie'],
  filedOn: ['Filed on', 'Soumise le'],
  WAITING_FOR_RATE: ['Waiting', 'En attente'],
  REJECTED: ['Rejected', 'Rejetée'],
});

export function listPages(site: Site): void {
  site.page('/portal/declarations', filing, showAccepted);
  site.page('/portal/declarations/drafts', filing, showDrafts);
  site.page('/portal/declarations/waiting', filing, showWaiting);
}

function top(visit: AtAccount): Html {
  const w = cadWords[visit.language];
  const mayFile = visit.ctx.actor.scopes.has('cad:submit');
  return html`${tabs(visit, w.declarations, [
    { path: '/portal/declarations', title: w.accepted },
    { path: '/portal/declarations/drafts', title: w.drafts },
    { path: '/portal/declarations/waiting', title: w.waiting },
  ])}${mayFile ? html`<div class="buttons">${buttonLink(to(visit, '/portal/declarations/new'), w.create)}${buttonLink(to(visit, '/portal/declarations/bulk'), w.bulk, false)}</div>` : nothing}`;
}

async function showAccepted(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const wanted = query.get('number')?.replaceAll(/\D/g, '') ?? '';
  const notFrom = await hiddenFrom(ctx);
  const found = wanted === '' ? undefined : await findCad(ctx.store.read, wanted);
  const isHere = found?.importerBn15 === account.bn15 && found.channel !== notFrom;
  if (isHere && (await sees(ctx, account.bn15, found.filedBy))) return `/portal/declarations/${wanted}`;
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => recentCads(ctx.store.read, account.bn15, { ...page, notFrom }),
    (cad) => String(cad.documentId),
  );
  const body = html`${top(visit)}
${wanted === '' ? nothing : notice(language, 'warning', own.notFound)}
<form method="get" class="fields">${textField(language, untouched, { name: 'number', label: w.transaction, value: wanted, size: 16, inputmode: 'numeric' })}<div class="field">${button(own.find, { isSecondary: true })}</div></form>
${table<Cad>(
  w.accepted,
  [
    {
      title: w.transaction,
      cell: (cad) => link(to(visit, `/portal/declarations/${cad.transactionNumber}`), cad.transactionNumber),
    },
    { title: w.type, cell: (cad) => cad.cadType },
    { title: w.version, cell: (cad) => cad.version, isNumber: true },
    { title: w.status, cell: (cad) => cadStatusTag(language, cad) },
    { title: w.accountedOn, cell: (cad) => cad.accountedOn },
    { title: w.dueOn, cell: (cad) => cad.dueOn },
    { title: w.total, cell: (cad) => dollars(cad.totalCents, language), isNumber: true },
  ],
  await onlySeen(ctx, account.bn15, items, (cad) => cad.filedBy),
  own.none,
)}${paging(language, path, query, next)}`;
  return { title: w.declarations, body };
}

async function showDrafts(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => draftsOf(ctx.store.read, [account.bn15], page),
    (draft) => draft.id,
  );
  const body = html`${top(visit)}${table(
    w.drafts,
    [
      {
        title: own.draft,
        cell: (draft) => link(to(visit, `/portal/declarations/drafts/${draft.id}`), draft.id),
      },
      { title: w.type, cell: (draft) => String(draft.declared.cadType ?? '') },
      { title: w.transaction, cell: (draft) => String(draft.declared.transactionNumber ?? '') },
      {
        title: own.changes,
        cell: (draft) =>
          draft.changes === null
            ? ''
            : `${draft.changes.transactionNumber}, ${w.version} ${draft.changes.version}`,
      },
    ],
    await onlySeen(ctx, account.bn15, items, (draft) => draft.begunBy),
    own.noDrafts,
  )}${paging(language, path, query, next)}`;
  return { title: w.drafts, body };
}

async function showWaiting(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    (page) => waitingAfter(ctx.store.read, page, [account.bn15]),
    (waiting) => waiting.transactionNumber,
  );
  const body = html`${top(visit)}${table(
    w.waiting,
    [
      { title: w.transaction, cell: (waiting) => waiting.transactionNumber },
      { title: own.filedOn, cell: (waiting) => waiting.filedOn },
      {
        title: w.status,
        cell: ({ status }) => tag(own[status], status === 'REJECTED' ? 'danger' : 'info'),
      },
    ],
    await onlySeen(ctx, account.bn15, items, (waiting) => waiting.filedBy),
    own.noWaiting,
  )}${paging(language, path, query, next)}`;
  return { title: w.waiting, body };
}
