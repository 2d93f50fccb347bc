import { NotFound } from '../errors.ts';
import { count } from '../pages/formats.ts';
import { officer } from '../pages/guards.ts';
import { type Html, html } from '../pages/html.ts';
import { day, link, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { mostShown, type QueueName, queues, queueWords, type Waiting } from './queues.ts';

const words = inBoth({
  title: ['Work', 'Travail'],
  lead: [
    'What waits for an officer. What moves the Crown’s money takes two officers.',
    'Ce qui attend un agent. Ce qui touche l’argent de la Couronne exige deux agents.',
  ],
  queues: ['Queues', 'Files d’attente'],
  queue: ['Queue', 'File'],
  waiting: ['Waiting', 'En attente'],
  oldest: ['Oldest, in days', 'Le plus ancien, en jours'],
  reference: ['Reference', 'Référence'],
  account: ['Account', 'Compte'],
  many: ['Several', 'Plusieurs'],
  since: ['Since', 'Depuis'],
  age: ['Age in days', 'Âge en jours'],
  about: ['About', 'Concerne'],
  none: ['Nothing waits here.', 'Rien n’attend ici.'],
  first: ['Only the oldest are shown:', 'Seuls les plus anciens sont affichés :'],
  back: ['All queues', 'Toutes les files'],
});

const names = Object.keys(queues) as QueueName[];

export function workPages(site: Site): void {
  site.page('/cbsa', officer('recourse:decide'), showAll);
  site.page('/cbsa/queues/:name', officer('recourse:decide'), showOne);
}

async function showAll(visit: SignedIn) {
  const { ctx, language } = visit;
  const w = words[language];
  const today = ctx.clock.today();
  const rows = await Promise.all(
    names.map(async (name) => ({ name, waiting: await queues[name](ctx.store.read, language) })),
  );
  const body = html`<p>${w.lead}</p>${table(
    w.queues,
    [
      {
        title: w.queue,
        cell: ({ name }) => link(to(visit, `/cbsa/queues/${name}`), queueWords[language][name]),
      },
      { title: w.waiting, cell: ({ waiting }) => howMany(visit, waiting), isNumber: true },
      { title: w.oldest, cell: ({ waiting }) => ageOf(waiting[0]?.since, today), isNumber: true },
    ],
    rows,
    '',
  )}`;
  return { title: w.title, body };
}

function howMany({ language }: SignedIn, waiting: readonly Waiting[]): string {
  return waiting.length > mostShown ? `> ${count(mostShown, language)}` : count(waiting.length, language);
}

function ageOf(since: string | undefined, today: string): string {
  return since === undefined ? '' : String(Temporal.PlainDate.from(since).until(today).days);
}

async function showOne(visit: SignedIn, { name }: Params) {
  const { ctx, language } = visit;
  const w = words[language];
  const known = names.find((each) => each === name);
  if (known === undefined) throw new NotFound({ en: 'Queue', fr: 'La file' }, name!);
  const today = ctx.clock.today();
  const waiting = await queues[known](ctx.store.read, language);
  const title = queueWords[language][known];
  const body = html`${waiting.length > mostShown ? html`<p>${w.first} ${mostShown}.</p>` : ''}
${table<Waiting>(
  title,
  [
    { title: w.reference, cell: ({ path, reference }) => link(to(visit, path), reference) },
    { title: w.account, cell: ({ programAccount }) => accountLink(visit, programAccount) },
    { title: w.about, cell: ({ what }) => what },
    { title: w.since, cell: ({ since }) => day(since) },
    { title: w.age, cell: ({ since }) => ageOf(since, today), isNumber: true },
  ],
  waiting.slice(0, mostShown),
  w.none,
)}<p>${link(to(visit, '/cbsa'), w.back)}</p>`;
  return { title, body };
}

function accountLink(visit: SignedIn, programAccount: string | undefined): Html | string {
  if (programAccount === undefined) return words[visit.language].many;
  return link(to(visit, `/cbsa/accounts/${programAccount}`), programAccount);
}
