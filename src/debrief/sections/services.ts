import type { Bilingual } from '../../errors.ts';
import type { Verdict } from '../../slr/evaluate.ts';
import { figures, numbers, type Section, type Tone, words } from '../section.ts';
import type { Debrief } from '../types.ts';

const verdicts: Record<Verdict, Bilingual> = {
  pass: { en: 'met', fr: 'respectée' },
  fail: { en: 'not met', fr: 'non respectée' },
  'too-few': { en: 'too few to say', fr: 'trop peu pour conclure' },
  'no-data': { en: 'no data', fr: 'aucune donnée' },
};

/** Each requirement, where and when it was judged, with the counts behind each percentage. */
export function services({ business, measured }: Debrief): Section {
  const evaluations = [...measured.responseTime, ...business.serviceLevels];
  const misses = business.register.flatMap(({ slr, month, misses: own }) =>
    own.map((miss) => ({ slr, month, miss })),
  );
  return {
    id: 'services',
    title: { en: 'Service levels', fr: 'Niveaux de service' },
    tables: [
      {
        id: 'services',
        title: { en: 'Service level requirements', fr: 'Exigences de niveau de service' },
        columns: [
          words('Requirement', 'Exigence'),
          words('Where and when', 'Où et quand'),
          words('Measure', 'Mesure'),
          words('Target', 'Cible'),
          numbers('Measured', 'Mesuré'),
          numbers('Count', 'Nombre'),
          words('Verdict', 'Verdict'),
        ],
        rows: evaluations.flatMap((each) =>
          each.measures.map(({ what, target, measured: found, count }) => [
            { en: `${each.id} ${each.name.en}`, fr: `${each.id} ${each.name.fr}` },
            ...[each.scope, what, target, figures(found), count],
            { text: verdicts[each.verdict], tone: toneOf(each.verdict) },
          ]),
        ),
        trace: 'slr.json',
      },
      {
        id: 'register',
        title: { en: 'Incidents and changes by month', fr: 'Incidents et changements par mois' },
        columns: [
          words('Requirement', 'Exigence'),
          words('Month', 'Mois'),
          numbers('Count', 'Nombre'),
          numbers('Met', 'Respectée'),
          numbers('Missed', 'Manquée'),
          words('Verdict', 'Verdict'),
        ],
        rows: business.register.map(({ slr, month, total, met, missed, result }) => [
          ...[slr, month, total, met, missed],
          { text: verdicts[result], tone: toneOf(result) },
        ]),
        trace: 'slr.json; select * from ticket_steps',
      },
      {
        id: 'misses',
        title: { en: 'Each miss with its timeline', fr: 'Chaque manquement et son déroulement' },
        columns: [words('Requirement', 'Exigence'), words('Month', 'Mois'), words('Miss', 'Manquement')],
        rows: misses.map(({ slr, month, miss: { en, fr } }) => [slr, month, { en, fr }]),
        trace: 'slr.json',
      },
    ],
  };
}

function toneOf(verdict: Verdict): Tone {
  return verdict === 'pass' ? 'good' : verdict === 'fail' ? 'bad' : 'open';
}
