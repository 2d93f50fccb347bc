import { responseTimeChart } from '../charts.ts';
import { numbers, type Section, words } from '../section.ts';
import type { Debrief } from '../types.ts';

/** What a load window did to the response times, seen from outside. */
export function load({ measured }: Debrief): Section {
  const title = { en: 'Load', fr: 'Charge' };
  const figures = measured.load;
  if (figures === null)
    return {
      id: 'load',
      title,
      paragraphs: [{ en: 'No load was put on.', fr: 'Aucune charge n’a été appliquée.' }],
    };
  const { profile, requests, requestsPerSecond, droppedIterations } = figures;
  const rate = requestsPerSecond.toFixed(1);
  return {
    id: 'load',
    title,
    paragraphs: [
      {
        en: `${profile}: ${requests} requests, ${rate} a second; ${droppedIterations} arrivals that the generator could not make in time.`,
        fr: `${profile} : ${requests} requêtes, ${rate.replace('.', ',')} par seconde; ${droppedIterations} arrivées que le générateur n’a pu faire à temps.`,
      },
    ],
    charts: [
      {
        title: {
          en: 'Response time of class 1 from outside, milliseconds; the lines are the limits of SLR 1.4-1',
          fr: 'Temps de réponse de la classe 1 vu de l’extérieur, en millisecondes; les lignes sont les limites de l’exigence 1.4-1',
        },
        svg: () => responseTimeChart(figures),
      },
    ],
    tables: [
      {
        id: 'checks',
        title: { en: 'Answers checked', fr: 'Réponses vérifiées' },
        columns: [
          words('Check', 'Vérification'),
          numbers('passed', 'réussies'),
          numbers('failed', 'échouées'),
        ],
        rows: figures.checks.map(({ name, passes, fails }) => [name, passes, fails]),
        trace: 'load.json',
      },
    ],
  };
}
