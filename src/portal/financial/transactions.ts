import { z } from '@hono/zod-openapi';
import { numberAfter, pageOf } from '../../http/paging.ts';
import { type Sought, soughtDocuments } from '../../ledger/documents.ts';
import { type DocumentCode, documentCodes, isBilled } from '../../ledger/tables.ts';
import { button, type Options, selectField, textField } from '../../pages/form.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import { link, paging } from '../../pages/parts.ts';
import type { Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { findPayment } from '../../payments/store.ts';
import { entriesTable } from './entries.ts';
import { financialTabs } from './tabs.ts';

const words = inBoth({
  title: ['Transaction history', 'Historique des transactions'],
  lead: [
    'Everything posted to the account, the newest first. An amount less than nothing lowers what is owed.',
    'Tout ce qui est inscrit au compte, le plus récent d’abord. Un montant négatif réduit la somme due.',
  ],
  filter: ['Filter the transactions', 'Filtrer les transactions'],
  kind: ['Kind of document', 'Type de document'],
  every: ['All', 'Tous'],
  from: ['Posted from', 'Inscrit du'],
  to: ['Posted to', 'Inscrit au'],
  reference: ['Reference', 'Référence'],
  show: ['Show', 'Afficher'],
  clear: ['Clear the filters', 'Effacer les filtres'],
  none: ['No transaction matches.', 'Aucune transaction ne correspond.'],
});

const kinds = (Object.keys(documentCodes) as DocumentCode[]).filter(isBilled);

/** What cannot be read is not asked for. */
const Filters = z.object({
  kind: z.enum(kinds).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  reference: z.string().trim().min(1).max(40).optional().catch(undefined),
});

export function transactionPages(site: Site): void {
  site.page('/portal/financial', atAccount('account:read'), showHistory);
}

async function showHistory(visit: AtAccount) {
  const { ctx, account, language, path, query } = visit;
  const w = words[language];
  const sought = await soughtBy(visit);
  const { items, next } = await pageOf(
    { limit: 50, cursor: query.get('after') ?? undefined },
    ({ after, limit }) =>
      soughtDocuments(ctx.store.read, account.bn15, sought, { before: numberAfter(after), limit }),
    ({ id }) => String(id),
  );
  const body = html`${financialTabs(visit)}<p>${w.lead}</p>
${filterForm(visit)}
${await entriesTable(visit, items, { caption: w.title, empty: w.none })}${paging(language, path, query, next)}`;
  return { title: w.title, body };
}

/** What the visitor looks for. A payment is known by its receipt, which its document does not tell. */
async function soughtBy({ ctx, query }: AtAccount): Promise<Sought> {
  const { kind, reference, ...dates } = Filters.parse(Object.fromEntries(query));
  const sought = { codes: kind === undefined ? kinds : [kind], ...dates };
  const payment = reference === undefined ? undefined : await findPayment(ctx.store.read, reference);
  return payment === undefined ? { ...sought, reference } : { ...sought, id: payment.documentId };
}

function filterForm(visit: AtAccount): Html {
  const { language, query } = visit;
  const w = words[language];
  const state = { values: Object.fromEntries(query), errors: [] };
  const options: Options = [
    ['', w.every],
    ...kinds.map((code) => [code, documentCodes[code][language]] as const),
  ];
  return html`<form method="get" aria-label="${w.filter}"><div class="fields">
${selectField(language, state, { name: 'kind', label: w.kind, options, value: '' })}
${textField(language, state, { name: 'from', label: w.from, type: 'date' })}
${textField(language, state, { name: 'to', label: w.to, type: 'date' })}
${textField(language, state, { name: 'reference', label: w.reference, size: 16, maxlength: 40 })}
</div><div class="buttons">${button(w.show)}${link(to(visit, '/portal/financial'), w.clear)}</div></form>`;
}
