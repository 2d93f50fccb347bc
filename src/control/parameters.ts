import { z } from '@hono/zod-openapi';
import { button, errorSummary, type FormState, postForm, selectField, textField } from '../pages/form.ts';
import { trainer } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { day, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { typedDate, typedText } from '../pages/typed.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import { setParameter } from '../tariff/set-parameter.ts';
import { tariffOf } from '../tariff/tariff-of.ts';

const words = inBoth({
  title: ['Parameters of the law', 'Paramètres de la loi'],
  lead: [
    'Rates, limits and relief by date. Another value holds in this environment from its day on; what was decided before stays.',
    'Taux, limites et allègements par date. Une autre valeur vaut dans cet environnement à partir de son jour; ce qui a été décidé avant demeure.',
  ],
  parameter: ['Parameter', 'Paramètre'],
  meaning: ['Meaning', 'Sens'],
  from: ['From', 'À partir du'],
  value: ['Value', 'Valeur'],
  unit: ['Unit', 'Unité'],
  source: ['Source', 'Source'],
  set: ['Set the value', 'Fixer la valeur'],
});

const decimal = typedText(/^\d{1,13}([.,]\d{1,6})?$/, {
  en: 'Enter a number such as 1234.50',
  fr: 'Entrez un nombre tel que 1234,50',
});

export function parameterPages(site: Site): void {
  site.form('/control/parameters', trainer, {
    show,
    schema: z.object({ name: z.string(), from: typedDate, value: decimal }),
    act: async ({ ctx }, { name, from, value }) => {
      await setParameter(ctx, { name, from, value: value.replace(',', '.') });
      return '/control/parameters';
    },
  });
}

async function show(visit: SignedIn, _: Params, state: FormState) {
  const { ctx, language } = visit;
  const w = words[language];
  const { reference } = await tariffOf(ctx.store);
  const records = reference.all('parameters');
  const names = [...new Set(records.map(({ key }) => key))].map((name) => [name, name] as const);
  const fields = html`<div class="fields">${selectField(language, state, { name: 'name', label: w.parameter, options: names, isRequired: true })}
${textField(language, state, { name: 'from', label: w.from, type: 'date', value: ctx.clock.today(), isRequired: true })}
${textField(language, state, { name: 'value', label: w.value, size: 12, inputmode: 'decimal', isRequired: true })}</div>
<div class="buttons">${button(w.set)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>${postForm(to(visit, '/control/parameters'), fields)}
${table<ReferenceRecord>(
  w.title,
  [
    { title: w.parameter, cell: ({ key }) => key },
    { title: w.from, cell: ({ effectiveFrom }) => day(effectiveFrom) },
    { title: w.value, cell: ({ data }) => data.value ?? '', isNumber: true },
    { title: w.unit, cell: ({ data }) => data.unit ?? '' },
    { title: w.meaning, cell: ({ data }) => data[`meaning_${language}`] ?? '' },
    { title: w.source, cell: ({ source }) => source },
  ],
  records,
  '',
)}`;
  return { title: w.title, body };
}
