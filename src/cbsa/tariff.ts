import { z } from '@hono/zod-openapi';
import { optionsOf } from '../pages/cad-fields.ts';
import { button, selectField, textField, untouched } from '../pages/form.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { day, facts, table } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import type { SignedIn } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { type FoundItem, searchTariff } from '../tariff/search-tariff.ts';
import type { ExchangeRate, Tariff } from '../tariff/tariff.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { markWords } from './mark.ts';

const words = inBoth({
  title: ['Tariff and rates', 'Tarif et taux'],
  on: ['In force on', 'En vigueur le'],
  item: ['Classification number or words', 'Numéro de classement ou mots'],
  currency: ['Currency', 'Devise'],
  find: ['Find', 'Chercher'],
  items: ['Tariff items', 'Numéros tarifaires'],
  noItems: ['No tariff item has been found.', 'Aucun numéro tarifaire n’a été trouvé.'],
  number: ['Classification number', 'Numéro de classement'],
  heading: ['Heading', 'Position'],
  mfn: ['MFN rate', 'Taux NPF'],
  from: ['In force from', 'En vigueur depuis'],
  until: ['Until', 'Jusqu’au'],
  unit: ['Unit of measure', 'Unité de mesure'],
  source: ['Source', 'Source'],
  mark: ['Mark', 'Cote'],
  rates: ['Rates of exchange', 'Taux de change'],
  rate: ['Canadian dollars for one', 'Dollars canadiens pour une unité'],
  publishedOn: ['Published on', 'Publié le'],
  noRate: [
    'No rate prevails on this day: none was published in the seven days before, or the day is still to come.',
    'Aucun taux n’a cours ce jour-là : aucun n’a été publié dans les sept jours précédents, ou le jour est à venir.',
  ],
});

export function tariffPages(site: Site): void {
  site.page('/cbsa/tariff', officer('reference:read'), show);
}

async function show(visit: SignedIn) {
  const { ctx, language, query } = visit;
  const w = words[language];
  const today = ctx.clock.today();
  const on = z.iso.date().safeParse(query.get('on')).data ?? today;
  const wanted = query.get('q')?.trim() ?? '';
  const currency = query.get('currency') ?? 'USD';
  const tariff = await tariffOf(ctx.store);
  const form = html`<form method="get"><div class="fields">${textField(language, untouched, { name: 'on', label: w.on, type: 'date', value: on })}
${textField(language, untouched, { name: 'q', label: w.item, type: 'search', value: wanted, size: 30 })}
${selectField(language, untouched, { name: 'currency', label: w.currency, options: optionsOf('currencies', tariff.reference, language), value: currency })}
<div class="field">${button(w.find)}</div></div></form>`;
  const rate = on > today ? undefined : tariff.exchange(currency, on);
  const body = html`${form}
${wanted === '' ? nothing : itemsTable(visit, searchTariff(wanted, tariff, on), tariff, on)}
<h2>${w.rates}</h2>${rate === undefined ? html`<p class="empty">${w.noRate}</p>` : rateFacts(visit, currency, rate)}`;
  return { title: w.title, body };
}

function itemsTable({ language }: SignedIn, found: readonly FoundItem[], tariff: Tariff, on: string): Html {
  const w = words[language];
  const recordOf = (classification: string) => tariff.item(classification, on)!.record;
  return html`<h2>${w.items}</h2>${table<FoundItem>(
    w.items,
    [
      { title: w.number, cell: ({ classification }) => classification },
      { title: w.heading, cell: ({ label }) => label[language] },
      { title: w.mfn, cell: ({ mfn }) => mfn },
      { title: w.unit, cell: ({ classification }) => recordOf(classification).data.unit ?? '' },
      { title: w.from, cell: ({ classification }) => day(recordOf(classification).effectiveFrom) },
      { title: w.until, cell: ({ classification }) => recordOf(classification).effectiveTo ?? '' },
      { title: w.source, cell: ({ classification }) => recordOf(classification).source },
      { title: w.mark, cell: ({ classification }) => markWords(recordOf(classification).mark, language) },
    ],
    found,
    w.noItems,
  )}`;
}

function rateFacts(
  { language }: SignedIn,
  currency: string,
  { value, publishedOn, source, mark }: ExchangeRate,
): Html {
  const w = words[language];
  return facts([
    [w.currency, currency],
    [w.rate, value.toString()],
    [w.publishedOn, publishedOn],
    [w.source, source],
    [w.mark, markWords(mark, language)],
  ]);
}
