import { z } from '@hono/zod-openapi';
import {
  button,
  errorSummary,
  type FormState,
  hidden,
  postForm,
  selectField,
  textField,
  untouched,
} from '../pages/form.ts';
import { count } from '../pages/formats.ts';
import { trainer } from '../pages/guards.ts';
import { html } from '../pages/html.ts';
import { table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { colon, inBoth } from '../pages/words.ts';
import { conditionAt, partnerNames, partnerOf, withoutRate } from '../partners/partner.ts';
import { switchSystem } from '../support/monitors.ts';

const words = inBoth({
  systems: ['Outside systems', 'Systèmes externes'],
  system: ['System', 'Système'],
  state: ['State', 'État'],
  works: ['Works', 'Fonctionne'],
  isDown: ['Down', 'En panne'],
  errorShare: ['Share of requests that fail (0 to 1)', 'Part des demandes qui échouent (0 à 1)'],
  latency: ['Latency in milliseconds', 'Latence en millisecondes'],
  change: ['Change', 'Modifier'],
  up: ['Up', 'En service'],
  withoutRate: ['Declarations that lack a rate', 'Déclarations sans taux'],
  refuse: ['are refused', 'sont refusées'],
  wait: ['wait', 'attendent'],
  'exchange-rates': ['Exchange rates', 'Taux de change'],
  'business-numbers': ['Register of business numbers', 'Registre des numéros d’entreprise'],
  classification: ['Classification suggestions', 'Suggestions de classement'],
  banks: ['Banks', 'Banques'],
  sureties: ['Security providers', 'Fournisseurs de garanties'],
  release: ['Release system', 'Système de mainlevée'],
});

/** The outside systems: each can be taken down, made slow or faulty. */
export function systemPages(site: Site): void {
  site.form('/control/systems', trainer, {
    show: showSystems,
    schema: z.object({
      name: z.enum(partnerNames),
      state: z.enum(['up', 'isDown']),
      errorShare: z.coerce.number().min(0).max(1).default(0),
      latencyMilliseconds: z.coerce.number().int().min(0).max(60_000).default(0),
      withoutRate: z.enum(withoutRate).default('refuse'),
    }),
    act: async ({ ctx }, { name, state, ...condition }) => {
      const { schedule } = await partnerOf(ctx.store, name);
      await ctx.store.inTransaction((tx) =>
        switchSystem(tx, ctx, name, { ...condition, schedule, isDown: state === 'isDown' }),
      );
      return '/control/systems';
    },
  });
}

async function showSystems(visit: SignedIn, _: unknown, state: FormState) {
  const { language, ctx } = visit;
  const w = words[language];
  const now = ctx.clock.now();
  const systems = await Promise.all(
    partnerNames.map(async (name) => ({ name, ...(await partnerOf(ctx.store, name)) })),
  );
  const body = html`${errorSummary(language, state)}
${table(
  w.systems,
  [
    { title: w.system, cell: ({ name }) => w[name] },
    {
      title: w.state,
      cell: (system) => (conditionAt(system, now).isDown ? tag(w.isDown, 'danger') : tag(w.works, 'success')),
    },
    { title: w.errorShare, cell: ({ errorShare }) => errorShare, isNumber: true },
    {
      title: w.latency,
      cell: ({ latencyMilliseconds }) => count(latencyMilliseconds, language),
      isNumber: true,
    },
  ],
  systems,
  '',
)}
${systems.map(
  ({ name, isDown, errorShare, latencyMilliseconds, withoutRate: otherwise }) =>
    html`<details class="more"><summary>${w.change}${colon[language]}${w[name]}</summary>${postForm(
      to(visit, '/control/systems'),
      html`${hidden('name', name)}
${selectField(language, untouched, {
  name: 'state',
  label: `${w[name]}${colon[language]}${w.state}`,
  value: isDown ? 'isDown' : 'up',
  options: [
    ['up', w.up],
    ['isDown', w.isDown],
  ],
})}
${textField(language, untouched, { name: 'errorShare', label: w.errorShare, value: String(errorShare), size: 8, inputmode: 'decimal' })}
${textField(language, untouched, { name: 'latencyMilliseconds', label: w.latency, value: String(latencyMilliseconds), size: 8, inputmode: 'numeric' })}
${
  name === 'exchange-rates'
    ? selectField(language, untouched, {
        name: 'withoutRate',
        label: w.withoutRate,
        value: otherwise,
        options: [
          ['refuse', w.refuse],
          ['wait', w.wait],
        ],
      })
    : ''
}<div class="buttons">${button(w.change)}</div>`,
      { label: w[name] },
    )}</details>`,
)}`;
  return { title: w.systems, body };
}
