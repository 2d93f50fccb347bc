import type { Answered } from '../http/response-times.ts';
import { system } from '../open-environment.ts';
import { stackedBars } from '../pages/bars.ts';
import { count, percent } from '../pages/formats.ts';
import { trainer } from '../pages/guards.ts';
import { type Html, html } from '../pages/html.ts';
import { facts, link, table, tag } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { type SignedIn, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { evaluateResponseTime } from '../slr/evaluate.ts';
import type { OpenClock } from '../slr/open-clocks.ts';
import { requirements } from '../slr/requirements.ts';
import { type Activity, type LiveFigures, LiveWatch, minutesShown } from './live-figures.ts';

const words = inBoth({
  title: ['Live', 'En direct'],
  lead: [
    'What goes on now. The page follows by itself; minutes of the charts are real, clocks of incidents simulated.',
    'Ce qui se passe maintenant. La page suit d’elle-même; les minutes des graphiques sont réelles, les horloges des incidents simulées.',
  ],
  signedIn: ['People signed in', 'Personnes en session'],
  accepted: ['Declarations accepted', 'Déclarations acceptées'],
  rejected: ['Rejected', 'Rejetées'],
  transactions: ['Declarations a minute, last 30 minutes', 'Déclarations par minute, 30 dernières minutes'],
  portal: ['Portal', 'Portail'],
  answers: ['Response times, last 30 minutes', 'Temps de réponse, 30 dernières minutes'],
  noAnswers: ['Nothing was asked yet.', 'Rien n’a encore été demandé.'],
  serviceClass: ['Service class', 'Classe de service'],
  requests: ['Requests', 'Demandes'],
  halfSecond: ['Within 0.5 s (target 90%)', 'En 0,5 s (cible 90 %)'],
  twoSeconds: ['Within 2.0 s (target 98%)', 'En 2,0 s (cible 98 %)'],
  target: ['Target', 'Cible'],
  met: ['Met', 'Atteinte'],
  notMet: ['Not met', 'Non atteinte'],
  clocks: ['Open incidents against their clocks', 'Incidents ouverts et leurs horloges'],
  noClocks: ['No incident is open.', 'Aucun incident n’est ouvert.'],
  incident: ['Incident', 'Incident'],
  priority: ['Priority', 'Priorité'],
  'incident-response': ['Response', 'Réponse'],
  'incident-resolution': ['Resolution', 'Résolution'],
  runs: ['Clock', 'Horloge'],
  took: ['Minutes so far', 'Minutes écoulées'],
  limit: ['Limit in minutes', 'Limite en minutes'],
  state: ['State', 'État'],
  inTime: ['In time', 'Dans les délais'],
  soon: ['Soon over', 'Bientôt dépassé'],
  over: ['Over', 'Dépassé'],
  cohort: ['Who does what', 'Qui fait quoi'],
  nobody: ['Nobody did anything yet.', 'Personne n’a encore rien fait.'],
  who: ['Who', 'Qui'],
  last: ['Last', 'Dernier geste'],
  about: ['About', 'Concerne'],
  done: ['Done', 'Faits'],
  isHere: ['Signed in', 'En session'],
  isGone: ['Not signed in', 'Hors session'],
});

/** What goes on in the environment, as it happens. */
export function livePages(site: Site): void {
  const watch = new LiveWatch(site.environment.as(system));
  const part = async (visit: SignedIn) => shown(visit, await watch.figures());
  site.page('/control/live', trainer, async (visit) => {
    const w = words[visit.language];
    const address = to(visit, '/control/live/stream');
    return { title: w.title, body: html`<p>${w.lead}</p><div data-live="${address}">${part(visit)}</div>` };
  });
  site.stream('/control/live/stream', trainer, part);
}

async function shown(visit: SignedIn, figures: LiveFigures): Promise<Awaited<Html>> {
  const w = words[visit.language];
  const { minutes, signedIn } = figures;
  const sum = (of: (minute: LiveFigures['minutes'][number]) => number) =>
    minutes.reduce((total, minute) => total + of(minute), 0);
  const accepted = sum(({ accepted: { CCP, EDI, API } }) => CCP + EDI + API);
  return html`${facts([
    [w.signedIn, count(signedIn, visit.language)],
    [w.accepted, count(accepted, visit.language)],
    [
      w.rejected,
      count(
        sum(({ rejected }) => rejected),
        visit.language,
      ),
    ],
  ])}
${transactions(visit, minutes)}
${answers(visit, figures.answered)}
${clocks(visit, figures.clocks)}
${cohort(visit, figures.activities)}`;
}

function transactions({ language, ctx }: SignedIn, minutes: LiveFigures['minutes']): Html {
  const w = words[language];
  const byMinute = new Map(minutes.map((each) => [each.minute, each]));
  const now = Temporal.Instant.from(ctx.clock.realNow());
  const bars = Array.from({ length: minutesShown }, (_, index) => {
    const at = now.subtract({ minutes: minutesShown - 1 - index }).toString();
    const minute = byMinute.get(at.slice(0, 16));
    const { CCP = 0, EDI = 0, API = 0 } = minute?.accepted ?? {};
    return { label: `${at.slice(11, 16)} UTC`, values: [CCP, EDI, API, minute?.rejected ?? 0] };
  });
  return stackedBars(w.transactions, [w.portal, 'EDI', 'API', w.rejected], bars);
}

/** Whether a class meets its targets so far, however small the sample; nothing where it has none. Source: SLR 1.4-1. */
function areTargetsMet(answered: Answered): boolean | undefined {
  const requirement = requirements().find(
    (each) => each.kind === 'response-time' && each.serviceClass === answered.serviceClass,
  );
  if (requirement?.kind !== 'response-time') return undefined;
  const rows = [{ minute: '', sumMicroseconds: 0, ...answered }];
  return evaluateResponseTime(requirement, rows, '').measures.every(({ isMet }) => isMet);
}

function answers({ language }: SignedIn, answered: LiveFigures['answered']): Html {
  const w = words[language];
  const share = (part: number, total: number) => percent((part / Math.max(1, total)).toFixed(4), language);
  return table(
    w.answers,
    [
      { title: w.serviceClass, cell: ({ serviceClass }) => serviceClass },
      { title: w.requests, cell: ({ total }) => count(total, language), isNumber: true },
      {
        title: w.halfSecond,
        cell: ({ withinHalfSecond, total }) => share(withinHalfSecond, total),
        isNumber: true,
      },
      {
        title: w.twoSeconds,
        cell: ({ withinTwoSeconds, total }) => share(withinTwoSeconds, total),
        isNumber: true,
      },
      {
        title: w.target,
        cell: (row) => {
          const isMet = areTargetsMet(row);
          return isMet === undefined ? '' : isMet ? tag(w.met, 'success') : tag(w.notMet, 'danger');
        },
      },
    ],
    answered,
    w.noAnswers,
  );
}

function clocks(visit: SignedIn, open: readonly OpenClock[]): Html {
  const w = words[visit.language];
  const stateOf = ({ tookMinutes, limitMinutes }: OpenClock) => {
    if (tookMinutes > limitMinutes) return tag(w.over, 'danger');
    return tookMinutes > 0.75 * limitMinutes ? tag(w.soon, 'warning') : tag(w.inTime, 'success');
  };
  return table<OpenClock>(
    w.clocks,
    [
      {
        title: w.incident,
        cell: ({ incident: { number } }) => link(to(visit, `/cbsa/support/tickets/${number}`), number),
      },
      { title: w.priority, cell: ({ incident }) => incident.priority },
      { title: w.runs, cell: ({ kind }) => w[kind] },
      { title: w.took, cell: ({ tookMinutes }) => count(tookMinutes, visit.language), isNumber: true },
      { title: w.limit, cell: ({ limitMinutes }) => count(limitMinutes, visit.language), isNumber: true },
      { title: w.state, cell: stateOf },
    ],
    open.slice(0, 20),
    w.noClocks,
  );
}

function cohort({ language }: SignedIn, activities: readonly Activity[]): Html {
  const w = words[language];
  return table<Activity>(
    w.cohort,
    [
      { title: w.who, cell: ({ name }) => name },
      {
        title: w.state,
        cell: ({ isSignedIn }) => (isSignedIn ? tag(w.isHere, 'success') : tag(w.isGone, 'info')),
      },
      { title: w.last, cell: ({ action, at }) => `${action}, ${at.slice(11, 19)} UTC` },
      { title: w.about, cell: ({ subject }) => subject },
      { title: w.done, cell: ({ done }) => count(done, language), isNumber: true },
      { title: w.rejected, cell: ({ rejected }) => count(rejected, language), isNumber: true },
    ],
    activities,
    w.nobody,
  );
}
