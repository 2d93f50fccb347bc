import { z } from '@hono/zod-openapi';
import { parseInstant } from '../clock/instants.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import {
  button,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  selectField,
  textField,
} from '../pages/form.ts';
import { count, instant } from '../pages/formats.ts';
import { trainer } from '../pages/guards.ts';
import { html, nothing } from '../pages/html.ts';
import { buttonLink, link, table, tag } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { systemWords } from '../pages/system-words.ts';
import { typedText } from '../pages/typed.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { colon, inBoth } from '../pages/words.ts';
import {
  conditionAt,
  type Partner,
  type PartnerName,
  partnerNames,
  partnerOf,
  type Spell,
  withoutRate,
} from '../partners/partner.ts';
import { switchSystem } from '../support/monitors.ts';

const words = inBoth({
  systems: ['Systems and interfaces', 'Systèmes et interfaces'],
  lead: [
    'Each can be down, slow or faulty, from now on or by schedule. A partner meets a portal, an EDI gateway or an API that is down; the pages of the CBSA and of the trainer go on.',
    'Chacun peut être en panne, lent ou défectueux, dès maintenant ou à l’horaire. Le partenaire trouve le portail, la passerelle EDI ou l’API en panne; les pages de l’ASFC et du formateur fonctionnent.',
  ],
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
  schedule: ['Schedule', 'Horaire'],
  none: ['Nothing is scheduled.', 'Rien n’est prévu.'],
  from: ['From', 'Du'],
  until: ['Until', 'Au'],
  add: ['Add to the schedule', 'Ajouter à l’horaire'],
  remove: ['Remove', 'Retirer'],
  scheduled: ['Scheduled', 'Prévu'],
  back: ['Back', 'Retour'],
});

const typedInstant = typedText(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, {
  en: 'Enter a date and time such as 2024-11-25T09:00',
  fr: 'Entrez une date et une heure telles que 2024-11-25T09:00',
});

const condition = {
  state: z.enum(['up', 'isDown']),
  errorShare: z.coerce.number().min(0).max(1).default(0),
  latencyMilliseconds: z.coerce.number().int().min(0).max(60_000).default(0),
};

const spellShape = z
  .object({ ...condition, from: typedInstant, until: typedInstant })
  .refine(({ from, until }) => from < until, {
    path: ['until'],
    params: {
      text: { en: 'Enter an instant after the first', fr: 'Entrez un instant postérieur au premier' },
    },
  });

const one = '/control/systems/:name';

/** The systems and interfaces: each can be taken down, made slow or faulty, now or by schedule. */
export function systemPages(site: Site): void {
  site.page('/control/systems', trainer, showSystems);

  site.form(one, trainer, {
    show: showOne,
    schema: z.object({ ...condition, withoutRate: z.enum(withoutRate).default('refuse') }),
    act: async (visit, { state, ...stands }, params) =>
      change(visit, params, () => ({ ...stands, isDown: state === 'isDown' })),
  });

  site.form(`${one}/schedule`, trainer, {
    show: showSpell,
    schema: spellShape,
    act: async (visit, { state, from, until, ...spell }, params) => {
      const added = { ...spell, isDown: state === 'isDown', from, until };
      return change(visit, params, ({ schedule }) => ({ schedule: [...schedule, added] }));
    },
  });

  site.form(`${one}/schedule/remove`, trainer, {
    show: showOne,
    schema: z.object({ index: z.coerce.number().int().min(0) }),
    act: async (visit, { index }, params) =>
      change(visit, params, ({ schedule }) => ({ schedule: schedule.filter((_, at) => at !== index) })),
  });
}

/** @throws NotFound */
function nameIn({ name = '' }: Params): PartnerName {
  const known = partnerNames.find((each) => each === name);
  if (known === undefined) throw new NotFound({ en: 'System', fr: 'Le système' }, name);
  return known;
}

async function change(
  { ctx }: SignedIn,
  params: Params,
  changed: (before: Partner) => Partial<Partner>,
): Promise<string> {
  const name = nameIn(params);
  const before = await partnerOf(ctx.store, name);
  await ctx.store.inTransaction((tx) => switchSystem(tx, ctx, name, { ...before, ...changed(before) }));
  return `/control/systems/${name}`;
}

async function showSystems(visit: SignedIn) {
  const { language, ctx } = visit;
  const [w, names] = [words[language], systemWords[language]];
  const now = ctx.clock.now();
  const systems = await Promise.all(
    partnerNames.map(async (name) => {
      const partner = await partnerOf(ctx.store, name);
      return { name, ...conditionAt(partner, now), upcoming: upcomingOf(ctx, partner).length };
    }),
  );
  const body = html`<p>${w.lead}</p>
${table(
  w.systems,
  [
    { title: w.system, cell: ({ name }) => link(to(visit, `/control/systems/${name}`), names[name]) },
    { title: w.state, cell: ({ isDown }) => stateTag(visit, isDown) },
    { title: w.errorShare, cell: ({ errorShare }) => errorShare, isNumber: true },
    {
      title: w.latency,
      cell: ({ latencyMilliseconds }) => count(latencyMilliseconds, language),
      isNumber: true,
    },
    { title: w.scheduled, cell: ({ upcoming }) => upcoming, isNumber: true },
  ],
  systems,
  '',
)}`;
  return { title: w.systems, body };
}

function stateTag({ language }: SignedIn, isDown: boolean) {
  const w = words[language];
  return isDown ? tag(w.isDown, 'danger') : tag(w.works, 'success');
}

function upcomingOf(ctx: Context, { schedule }: Partner): Spell[] {
  const now = parseInstant(ctx.clock.now());
  return schedule.filter(({ until }) => Temporal.ZonedDateTime.compare(parseInstant(until), now) > 0);
}

/** How it answers from now on, and what is scheduled. */
async function showOne(visit: SignedIn, params: Params, state: FormState) {
  const { language, ctx } = visit;
  const [w, name] = [words[language], nameIn(params)];
  const partner = await partnerOf(ctx.store, name);
  const here = to(visit, `/control/systems/${name}`);
  const otherwise =
    name === 'exchange-rates'
      ? selectField(language, state, {
          name: 'withoutRate',
          label: w.withoutRate,
          value: partner.withoutRate,
          options: [
            ['refuse', w.refuse],
            ['wait', w.wait],
          ],
        })
      : nothing;
  const remove = (spell: Spell) =>
    postButton(`${here}/schedule/remove`, w.remove, { index: String(partner.schedule.indexOf(spell)) });
  const body = html`${errorSummary(language, state)}
${postForm(here, html`${conditionFields(visit, state, partner)}${otherwise}<div class="buttons">${button(w.change)}</div>`)}
<h2>${w.schedule}</h2>
${table<Spell>(
  w.schedule,
  [
    { title: w.from, cell: ({ from }) => instant(from, language) },
    { title: w.until, cell: ({ until }) => instant(until, language) },
    { title: w.state, cell: ({ isDown }) => stateTag(visit, isDown) },
    { title: w.errorShare, cell: ({ errorShare }) => errorShare, isNumber: true },
    { title: w.latency, cell: ({ latencyMilliseconds }) => latencyMilliseconds, isNumber: true },
    { title: w.change, cell: remove },
  ],
  upcomingOf(ctx, partner),
  w.none,
)}<div class="buttons">${buttonLink(`${here}/schedule`, w.add, false)}</div>
<p>${link(to(visit, '/control/systems'), w.back)}</p>`;
  return { title: systemWords[language][name], body };
}

/** How it will answer between two instants. */
function showSpell(visit: SignedIn, params: Params, state: FormState) {
  const { language, ctx } = visit;
  const [w, name] = [words[language], nameIn(params)];
  const today = ctx.clock.today();
  const instants = (
    [
      ['from', '09:00'],
      ['until', '12:00'],
    ] as const
  ).map(([field, time]) =>
    textField(language, state, {
      ...{
        name: field,
        label: w[field],
        type: 'datetime-local',
        value: `${today}T${time}`,
        isRequired: true,
      },
    }),
  );
  const here = to(visit, `/control/systems/${name}`);
  const fields = html`<div class="fields">${instants}</div>${conditionFields(visit, state, { isDown: true })}`;
  const body = html`${errorSummary(language, state)}
${postForm(`${here}/schedule`, html`${fields}<div class="buttons">${button(w.add)}${link(here, w.back)}</div>`)}`;
  return { title: `${systemWords[language][name]}${colon[language]}${w.schedule}`, body };
}

function conditionFields({ language }: SignedIn, state: FormState, now: Partial<Partner>) {
  const w = words[language];
  const { isDown = false, errorShare = 0, latencyMilliseconds = 0 } = now;
  return html`${selectField(language, state, {
    name: 'state',
    label: w.state,
    value: isDown ? 'isDown' : 'up',
    options: [
      ['up', w.up],
      ['isDown', w.isDown],
    ],
  })}
${textField(language, state, { name: 'errorShare', label: w.errorShare, value: String(errorShare), size: 8, inputmode: 'decimal' })}
${textField(language, state, { name: 'latencyMilliseconds', label: w.latency, value: String(latencyMilliseconds), size: 8, inputmode: 'numeric' })}`;
}
