import { tones } from '../readiness.ts';
import { type Cell, type Column, figures, numbers, type Section, words } from '../section.ts';
import { summaryOf } from '../summary.ts';
import type { Debrief, EarlierRun } from '../types.ts';
import { decisions } from './decision.ts';

/** This run beside earlier ones of its plan: whether it gets better. */
export function trend(debrief: Debrief): Section | undefined {
  const { earlier } = debrief.measured;
  if (earlier.length === 0) return undefined;
  const own = summaryOf('', debrief);
  const runs = [...earlier, own];
  const same = earlier.filter((run) => run.digest === own.digest).map((run) => run.name);
  return {
    id: 'trend',
    title: { en: 'Compared with earlier runs', fr: 'Comparaison avec des exécutions antérieures' },
    paragraphs: [
      same.length === 0
        ? {
            en: 'No earlier run gave the same business result.',
            fr: 'Aucune exécution antérieure n’a donné le même résultat d’affaires.',
          }
        : {
            en: `The same business result, to the cent: ${same.join(', ')}.`,
            fr: `Le même résultat d’affaires, au cent près : ${same.join(', ')}.`,
          },
    ],
    tables: [
      {
        id: 'trend-criteria',
        title: { en: 'Readiness by run', fr: 'État de préparation par exécution' },
        columns: [words('Criterion', 'Critère'), ...columnsOf(earlier, words)],
        rows: [
          [{ en: 'Decision', fr: 'Décision' }, ...runs.map((run) => verdictOf(run.decision))],
          ...own.criteria.map(({ id, text }): Cell[] => [text, ...runs.map((run) => criterionOf(run, id))]),
        ],
      },
      {
        id: 'trend-figures',
        title: { en: 'Figures by run', fr: 'Chiffres par exécution' },
        columns: [words('Figure', 'Chiffre'), ...columnsOf(earlier, numbers)],
        rows: own.figures.map(({ id, label }): Cell[] => [
          label,
          ...runs.map((run) => run.figures.find((each) => each.id === id)?.value ?? '–'),
        ]),
        trace: 'debrief.json',
      },
    ],
  };
}

function columnsOf(earlier: readonly EarlierRun[], column: typeof words): Column[] {
  return [...earlier.map(({ name }) => column(name, name)), column('This run', 'Cette exécution')];
}

function criterionOf(run: EarlierRun, id: string): Cell {
  const criterion = run.criteria.find((each) => each.id === id);
  if (criterion === undefined) return '–';
  return { text: figures(criterion.measured), tone: tones[criterion.verdict] };
}

function verdictOf(decision: EarlierRun['decision']): Cell {
  return { text: decisions[decision], tone: tones[decision] };
}
