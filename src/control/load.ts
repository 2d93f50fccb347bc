import { z } from '@hono/zod-openapi';
import { InvalidInput } from '../errors.ts';
import type { LiveLoad, LoadStatus } from '../load/live-load.ts';
import { profileNames } from '../load/run-profile.ts';
import {
  button,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  selectField,
  textField,
} from '../pages/form.ts';
import { instant } from '../pages/formats.ts';
import { trainer } from '../pages/guards.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { facts, link, notice, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import type { Keeper } from './keeper.ts';

const words = inBoth({
  title: ['Load', 'Charge'],
  lead: [
    'Put load on this environment while people work in it, to see and to feel what they would. The load declares and pays for importers of its own, reads the statements that are there, and does not move time.',
    'Mettez cet environnement en charge pendant que des gens y travaillent, pour voir et sentir ce qu’ils vivraient. La charge déclare et paie pour ses propres importateurs, lit les relevés existants et ne fait pas avancer le temps.',
  ],
  alone: [
    'This environment is a file of its own: serve it by its name to put load on it.',
    'Cet environnement est un fichier à part : servez-le par son nom pour le mettre en charge.',
  ],
  profile: ['Profile', 'Profil'],
  smoke: ['Smoke: a few of each, to see that all works', 'Vérification : quelques-unes de chaque'],
  steady: ['Steady: the same rate all the time', 'Constant : le même débit tout le temps'],
  'peak-day': [
    'Peak day: three times the rate at its height',
    'Jour de pointe : trois fois le débit au plus fort',
  ],
  ramp: ['Ramp: up to twelve times the rate', 'Montée : jusqu’à douze fois le débit'],
  rate: ['Transactions a second', 'Transactions par seconde'],
  seconds: ['Seconds', 'Secondes'],
  begin: ['Begin the load', 'Commencer la charge'],
  stop: ['Stop the load', 'Arrêter la charge'],
  watch: ['Watch it live', 'La suivre en direct'],
  environment: ['Environment', 'Environnement'],
  state: ['State', 'État'],
  startedAt: ['Began', 'Commencé'],
  preparing: ['preparing importers and releases', 'préparation des importateurs et des mainlevées'],
  running: ['running', 'en cours'],
  stopping: ['stopping', 'en train de s’arrêter'],
  ended: ['ended', 'terminé'],
  failed: ['failed', 'échoué'],
  nothingAsked: [
    'It was stopped before its first request: there is nothing to tell.',
    'Elle a été arrêtée avant sa première demande : il n’y a rien à en dire.',
  ],
  requests: ['Requests', 'Demandes'],
  median: ['Median, class 1, milliseconds', 'Médiane, classe 1, millisecondes'],
  p98: ['98th percentile', '98e centile'],
  slowest: ['Slowest', 'La plus lente'],
  held: ['SLR 1.4-1 held', 'SLR 1.4-1 respecté'],
  yes: ['yes', 'oui'],
  no: ['no', 'non'],
  dropped: ['Not begun in time by the load generator', 'Non commencées à temps par le générateur'],
  checks: ['Answers checked', 'Réponses vérifiées'],
  check: ['Check', 'Vérification'],
  passes: ['Held', 'Tient'],
  fails: ['Failed', 'Échoue'],
});

const path = '/control/load';

/** Load on the environment in which people work. */
export function loadPages(site: Site, keeper: Keeper | undefined): void {
  const show = (visit: SignedIn, _: Params, state: FormState) => showLoad(visit, keeper?.load, state);
  const load = (): LiveLoad => {
    if (keeper === undefined) throw new InvalidInput({ en: words.en.alone, fr: words.fr.alone });
    return keeper.load;
  };
  site.page(path, trainer, show);

  site.form(`${path}/begin`, trainer, {
    show,
    schema: z.object({
      profile: z.enum(profileNames),
      rate: z.coerce.number().int().min(1).max(200),
      seconds: z.coerce.number().int().min(1).max(900),
    }),
    act: async ({ ctx }, order) => {
      await load().begin(ctx, site.environment, order);
      return path;
    },
  });

  site.form(`${path}/stop`, trainer, {
    show,
    schema: z.object({}),
    act: async () => {
      load().stop();
      return path;
    },
  });
}

function showLoad(visit: SignedIn, load: LiveLoad | undefined, state: FormState) {
  const { language } = visit;
  const w = words[language];
  const status = load?.status();
  const body = html`${errorSummary(language, state)}<p>${w.lead}</p>
${load === undefined ? notice(language, 'info', w.alone) : nothing}
${status === undefined ? nothing : shown(visit, status)}
${load?.isUnderWay() === true ? underWay(visit) : beginning(visit, state)}`;
  return { title: w.title, body };
}

function underWay(visit: SignedIn): Html {
  const w = words[visit.language];
  return html`<p>${link(to(visit, '/control/live'), w.watch)}</p>
<div class="buttons">${postButton(to(visit, `${path}/stop`), w.stop, {}, false)}</div>`;
}

function beginning(visit: SignedIn, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const number = (name: 'rate' | 'seconds', value: string) =>
    textField(language, state, { name, label: w[name], isRequired: true, value });
  const options = profileNames.map((name) => [name, w[name]] as const);
  const profile = { name: 'profile', label: w.profile, isRequired: true, options, value: 'steady' };
  return postForm(
    to(visit, `${path}/begin`),
    html`${selectField(language, state, profile)}${number('rate', '10')}${number('seconds', '60')}<div class="buttons">${button(w.begin)}</div>`,
  );
}

function shown(
  { language }: SignedIn,
  { environment, order, state, startedAt, figures, why }: LoadStatus,
): Html {
  const w = words[language];
  const amount = (value: number) => Math.round(value).toLocaleString(`${language}-CA`);
  return html`${why === undefined ? nothing : notice(language, 'danger', w.failed, why[language])}
${facts([
  [w.environment, environment],
  [w.profile, w[order.profile]],
  [w.rate, String(order.rate)],
  [w.seconds, String(order.seconds)],
  [w.startedAt, instant(startedAt, language)],
  [w.state, w[state]],
])}
${
  figures === undefined
    ? nothing
    : figures.requests === 0
      ? notice(language, 'info', w.nothingAsked)
      : html`${facts([
          [w.requests, amount(figures.requests)],
          [w.median, amount(figures.responseTime.median)],
          [w.p98, amount(figures.responseTime.p98)],
          [w.slowest, amount(figures.responseTime.max)],
          [w.held, figures.thresholdsHeld ? w.yes : w.no],
          [w.dropped, amount(figures.droppedIterations)],
        ])}
${table(
  w.checks,
  [
    { title: w.check, cell: ({ name }) => name },
    { title: w.passes, cell: ({ passes }) => amount(passes), isNumber: true },
    { title: w.fails, cell: ({ fails }) => amount(fails), isNumber: true },
  ],
  figures.checks,
  '',
)}`
}`;
}
