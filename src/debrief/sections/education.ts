import { numbers, type Section, words } from '../section.ts';
import type { Debrief } from '../types.ts';
import { named, total } from './names.ts';

/** What people practised, how well, and what they asked of the guides. */
export function education({ business: { people, scenarios } }: Debrief): Section | undefined {
  const { exercises, guides, scenariosDone } = people;
  if (exercises.length + guides.length === 0) return undefined;
  const practised = exercises.map(
    ({ experience, done, helped, failed }) => [named(experience), done, helped, failed] as const,
  );
  const asked = guides.map(({ kind, count }) => [named(kind), count] as const);
  return {
    id: 'education',
    title: { en: 'Education', fr: 'Formation' },
    paragraphs: [
      {
        en: `${scenarios.length} scenarios were at hand; ${scenariosDone} of them were done as exercises by somebody.`,
        fr: `${scenarios.length} scénarios étaient disponibles; ${scenariosDone} ont été faits comme exercices par quelqu’un.`,
      },
    ],
    tables: [
      {
        id: 'exercises',
        title: { en: 'Exercises by experience', fr: 'Exercices selon l’expérience' },
        columns: [
          words('Experience', 'Expérience'),
          numbers('Done alone', 'Faits seul'),
          numbers('Done with help', 'Faits avec de l’aide'),
          numbers('Not possible', 'Impossibles'),
        ],
        rows: practised,
        total: total(practised),
        trace: `select * from events where action = 'exercise.done'`,
      },
      {
        id: 'guides',
        title: { en: 'Asked of the guides', fr: 'Demandes touchant les guides' },
        columns: [words('Request', 'Demande'), numbers('Count', 'Nombre')],
        rows: asked,
        total: total(asked),
        trace: `select subject, count(*) from events where action = 'guide.asked-for' group by 1`,
      },
    ].filter((table) => table.rows.length > 0),
  };
}
