import { z } from '@hono/zod-openapi';
import { setClock } from '../clock/due-work.ts';
import { instantText, parseInstant } from '../clock/instants.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  hidden,
  postButton,
  postForm,
  selectField,
  textField,
  untouched,
} from '../pages/form.ts';
import { count } from '../pages/formats.ts';
import { type Html, html } from '../pages/html.ts';
import type { MenuItem } from '../pages/layout.ts';
import { facts, table, tag } from '../pages/parts.ts';
import { type Site, trainer } from '../pages/site.ts';
import { type SignedIn, to, type Visit } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { conditionAt, partnerNames, partnerOf, switchPartner, withoutRate } from '../partners/partner.ts';
import { areDelaysShown, showDelays } from '../payments/value-date.ts';
import { newestEvents } from '../storage/events.ts';
import { isForTraining, switchTraining } from '../users/training.ts';

const words = inBoth({
  title: ['Prepare and run', 'Préparer et animer'],
  systems: ['Outside systems', 'Systèmes externes'],
  journal: ['Journal', 'Journal'],
  officer: ['CBSA', 'ASFC'],
  clock: ['Clock', 'Horloge'],
  now: ['Simulated time', 'Heure simulée'],
  mode: ['Mode', 'Mode'],
  still: ['Stands still', 'Arrêtée'],
  paced: ['Runs, simulated seconds for each real one', 'Court, secondes simulées par seconde réelle'],
  pace: ['Pace', 'Allure'],
  setMode: ['Set the clock', 'Régler l’horloge'],
  advance: ['Move time', 'Avancer le temps'],
  to: ['To (such as 2024-12-25T09:00)', 'Jusqu’au (par exemple 2024-12-25T09:00)'],
  days: ['One day', 'Un jour'],
  week: ['One week', 'Une semaine'],
  month: ['One month', 'Un mois'],
  advanceLead: [
    'All work that falls due on the way is done, in order: daily notices, statements, interest, penalties.',
    'Tout travail qui échoit en chemin est fait, dans l’ordre : avis quotidiens, relevés, intérêts, sanctions.',
  ],
  training: ['Training mode', 'Mode formation'],
  trainingOn: [
    'On: anybody can take on a member of the cast',
    'Actif : n’importe qui peut prendre la place d’un membre de la distribution',
  ],
  trainingOff: ['Off: everybody signs in', 'Inactif : chacun ouvre une session'],
  switchOn: ['Switch on', 'Activer'],
  switchOff: ['Switch off', 'Désactiver'],
  delays: ['Payment delays', 'Délais de paiement'],
  delaysOn: [
    'Payments take the business days that they really take',
    'Les paiements prennent les jours ouvrables réels',
  ],
  delaysOff: ['Payments show at once', 'Les paiements paraissent aussitôt'],
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
  defect: ['Known defect', 'Défaut connu'],
  assessesWhenDown: [
    'While rates are down, assess with the last one (CS0016355)',
    'Sans taux, calculer avec le dernier (CS0016355)',
  ],
  events: ['What happened, newest first', 'Ce qui s’est passé, le plus récent d’abord'],
  when: ['When', 'Quand'],
  who: ['Who', 'Qui'],
  what: ['What', 'Quoi'],
  about: ['About', 'Concerne'],
  outcome: ['Outcome', 'Résultat'],
  seq: ['Number', 'Numéro'],
  nothing: ['Nothing happened yet.', 'Rien ne s’est encore passé.'],
  'exchange-rates': ['Exchange rates', 'Taux de change'],
  'business-numbers': ['Register of business numbers', 'Registre des numéros d’entreprise'],
  classification: ['Classification suggestions', 'Suggestions de classement'],
  banks: ['Banks', 'Banques'],
  sureties: ['Security providers', 'Cautions'],
  release: ['Release system', 'Système de mainlevée'],
});

export function controlMenu({ language }: Visit): MenuItem[] {
  const w = words[language];
  return [
    { path: '/control', title: w.title },
    { path: '/control/systems', title: w.systems },
    { path: '/control/journal', title: w.journal },
    { path: '/cbsa', title: w.officer },
  ];
}

/** What a trainer does to an environment: its time, its outside systems, who may take on whom. */
export function controlPages(site: Site): void {
  const { environment } = site;
  site.page('/control', trainer, (visit) => showClock(visit, {}, untouched));

  site.form('/control/advance', trainer, {
    show: showClock,
    schema: z.object({
      to: z.string().optional(),
      by: z.enum(['days', 'weeks', 'months']).optional(),
    }),
    act: async ({ ctx }, { to: until, by }) => {
      const now = parseInstant(ctx.clock.now());
      await environment.advanceTo(until ?? instantText(now.add({ [by ?? 'days']: 1 })));
      return '/control';
    },
  });

  site.form('/control/clock', trainer, {
    show: showClock,
    schema: z.object({
      mode: z.enum(['still', 'paced']),
      pace: z.coerce.number().positive().max(100_000).default(60),
    }),
    act: async ({ ctx }, { mode, pace }) => {
      const at = ctx.clock.now();
      const state = mode === 'still' ? { mode, at } : { mode, at, pace, realAt: ctx.clock.realNow() };
      await setClock(environment.as(ctx.actor), state);
      return '/control';
    },
  });

  site.form('/control/training', trainer, {
    show: showClock,
    schema: z.object({ isOn: z.enum(['yes', 'no']) }),
    act: async ({ ctx }, { isOn }) => {
      await switchTraining(ctx, isOn === 'yes');
      return '/control';
    },
  });

  site.form('/control/delays', trainer, {
    show: showClock,
    schema: z.object({ isOn: z.enum(['yes', 'no']) }),
    act: async ({ ctx }, { isOn }) => {
      await ctx.store.inTransaction((tx) => showDelays(tx, ctx, isOn === 'yes'));
      return '/control';
    },
  });

  site.form('/control/systems', trainer, {
    show: showSystems,
    schema: z.object({
      name: z.enum(partnerNames),
      state: z.enum(['up', 'isDown']),
      errorShare: z.coerce.number().min(0).max(1).default(0),
      latencyMilliseconds: z.coerce.number().int().min(0).max(60_000).default(0),
      withoutRate: z.enum(withoutRate).default('refuse'),
      assessesWhenDown: z.literal('yes').optional(),
    }),
    act: async ({ ctx }, { name, state, assessesWhenDown, ...condition }) => {
      const { schedule } = await partnerOf(ctx.store, name);
      const defect = assessesWhenDown === 'yes';
      await ctx.store.inTransaction((tx) =>
        switchPartner(tx, ctx, name, {
          ...{ ...condition, schedule, isDown: state === 'isDown', assessesWhenDown: defect },
        }),
      );
      return '/control/systems';
    },
  });

  site.page('/control/journal', trainer, showJournal);
}

async function showClock(visit: SignedIn, _: unknown, state: FormState) {
  const { language, ctx, environment } = visit;
  const w = words[language];
  const { mode } = environment.clock.state;
  const isTraining = await isForTraining(ctx.store.read);
  const hasDelays = await areDelaysShown(ctx.store.read);
  const jump = (by: string, text: string) => postButton(to(visit, '/control/advance'), text, { by });
  const body = html`${errorSummary(language, state)}
<h2>${w.clock}</h2>
${facts([
  [w.now, environment.clock.now().slice(0, 19).replace('T', ' ')],
  [w.mode, mode === 'still' ? w.still : w.paced],
])}
<h3>${w.advance}</h3><p>${w.advanceLead}</p>
<div class="buttons">${jump('days', w.days)}${jump('weeks', w.week)}${jump('months', w.month)}</div>
${postForm(to(visit, '/control/advance'), html`<div class="fields">${textField(language, state, { name: 'to', label: w.to, size: 20 })}<div class="field">${button(w.advance)}</div></div>`)}
<h3>${w.setMode}</h3>
${postForm(
  to(visit, '/control/clock'),
  html`${choiceField(language, state, {
    name: 'mode',
    label: w.mode,
    value: mode,
    options: [
      ['still', w.still],
      ['paced', w.paced],
    ],
  })}<div class="fields">${textField(language, state, { name: 'pace', label: w.pace, value: '60', size: 8, inputmode: 'decimal' })}<div class="field">${button(w.setMode)}</div></div>`,
)}
<h2>${w.training}</h2>${onOff(visit, '/control/training', isTraining, w.trainingOn, w.trainingOff)}
<h2>${w.delays}</h2>${onOff(visit, '/control/delays', hasDelays, w.delaysOn, w.delaysOff)}`;
  return { title: w.title, body };
}

function onOff(visit: SignedIn, path: string, isOn: boolean, on: string, off: string): Html {
  const w = words[visit.language];
  return html`<p>${isOn ? on : off}</p>${postButton(to(visit, path), isOn ? w.switchOff : w.switchOn, { isOn: isOn ? 'no' : 'yes' })}`;
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
  ({ name, isDown, errorShare, latencyMilliseconds, withoutRate: otherwise, assessesWhenDown }) =>
    html`<details class="more"><summary>${w.change}: ${w[name]}</summary>${postForm(
      to(visit, '/control/systems'),
      html`${hidden('name', name)}
${selectField(language, untouched, {
  name: 'state',
  label: `${w[name]}: ${w.state}`,
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
    ? html`${selectField(language, untouched, {
        name: 'withoutRate',
        label: w.withoutRate,
        value: otherwise,
        options: [
          ['refuse', w.refuse],
          ['wait', w.wait],
        ],
      })}${choiceField(language, untouched, { name: 'assessesWhenDown', label: w.defect, isMany: true, value: assessesWhenDown ? ['yes'] : [], options: [['yes', w.assessesWhenDown]] })}`
    : ''
}<div class="buttons">${button(w.change)}</div>`,
      { label: w[name] },
    )}</details>`,
)}`;
  return { title: w.systems, body };
}

async function showJournal(visit: SignedIn) {
  const { language, ctx, query } = visit;
  const w = words[language];
  const recent = await newestEvents(ctx.store.read, Number(query.get('before') ?? 0), 100);
  const body = table(
    w.events,
    [
      { title: w.seq, cell: ({ seq }) => seq },
      { title: w.when, cell: ({ simulatedAt }) => simulatedAt.slice(0, 16).replace('T', ' ') },
      { title: w.who, cell: ({ actor }) => actor },
      { title: w.what, cell: ({ action }) => action },
      { title: w.about, cell: ({ subject }) => subject },
      { title: w.outcome, cell: ({ outcome }) => outcome },
    ],
    recent,
    w.nothing,
  );
  const last = recent.at(-1)?.seq ?? 0;
  const older =
    last > 1
      ? html`<p><a href="${to(visit, `/control/journal?before=${last}`)}">${w.journal}: &lt; ${last}</a></p>`
      : '';
  return { title: w.journal, body: html`${body}${older}` };
}
