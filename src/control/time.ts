import { z } from '@hono/zod-openapi';
import { setClock } from '../clock/due-work.ts';
import { instantText, parseInstant } from '../clock/instants.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  textField,
  untouched,
} from '../pages/form.ts';
import { trainer } from '../pages/guards.ts';
import { type Html, html } from '../pages/html.ts';
import { facts } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { areDelaysShown, showDelays } from '../payments/value-date.ts';
import { isForTraining, switchTraining } from '../users/training.ts';

const words = inBoth({
  title: ['Prepare and run', 'Préparer et animer'],
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
    'Tout ce qui arrive à échéance entre-temps est exécuté, dans l’ordre : avis quotidiens, relevés, intérêts, sanctions.',
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
});

/** Time, who may take on whom, and how long payments take. */
export function timePages(site: Site): void {
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
