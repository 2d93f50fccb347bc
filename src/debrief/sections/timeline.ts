import { describe } from '../../defects/descriptions.ts';
import { type Cell, numbers, type Section, type Table, words } from '../section.ts';
import type { Debrief } from '../types.ts';
import { named, total } from './names.ts';

/** The phases, the sessions held, and the changes that reached people. */
export function timeline({ business: { people } }: Debrief): Section | undefined {
  const { phases, sessions, changes, defects } = people;
  if (phases.length + sessions.length + changes.length + defects.length === 0) return undefined;
  const held = sessions.map(({ kind, count, invited, came }) => [named(kind), count, invited, came] as const);
  const tables: Table[] = [
    {
      id: 'phases',
      title: { en: 'Phases', fr: 'Phases' },
      columns: [
        words('Phase', 'Phase'),
        words('Kind', 'Type'),
        words('From', 'Du'),
        words('To', 'Au'),
        numbers('Days', 'Jours'),
      ],
      rows: phases.map(({ title, kind, from, to }) => [title, named(kind), from, to, days(from, to)]),
      trace: `select * from events where action like 'phase.%'`,
    },
    {
      id: 'sessions',
      title: { en: 'Sessions', fr: 'Séances' },
      columns: [
        words('Session', 'Séance'),
        numbers('Held', 'Tenues'),
        numbers('Invited', 'Invités'),
        numbers('Came', 'Présents'),
      ],
      rows: held,
      total: total(held),
      trace: `select * from events where action = 'session.held'`,
    },
    {
      id: 'changes',
      title: { en: 'Changes to the system', fr: 'Changements au système' },
      columns: [
        words('Change', 'Changement'),
        words('Announced', 'Annoncé'),
        words('Deployed', 'Déployé'),
        words('Backed out', 'Retiré'),
      ],
      rows: changes.map(({ title, announcedAt, deployedAt, backedOutAt }) => [
        title,
        announcedAt === null
          ? { text: { en: 'not announced', fr: 'non annoncé' }, tone: 'bad' }
          : minute(announcedAt),
        deployedAt === null ? '–' : minute(deployedAt),
        backedOutAt === null ? '–' : { text: minute(backedOutAt), tone: 'open' },
      ]),
      trace: `select * from events where action like 'change.%'`,
    },
    {
      id: 'defects',
      title: { en: 'Known defects', fr: 'Défauts connus' },
      columns: [
        words('Reference', 'Référence'),
        words('Defect', 'Défaut'),
        words('From', 'Du'),
        words('To', 'Au'),
        words('Resolved in its day by', 'Résolu en son temps par'),
      ],
      rows: defects.map(({ id, from, to }) => {
        const { reference, title, resolution } = describe(id);
        const until: Cell =
          to === null ? { text: { en: 'still in', fr: 'toujours présent' }, tone: 'open' } : minute(to);
        return [reference, title, minute(from), until, resolution];
      }),
      trace: `select * from events where action like 'defect.%'`,
    },
  ];
  return {
    id: 'timeline',
    title: { en: 'Timeline', fr: 'Calendrier' },
    tables: tables.filter((table) => table.rows.length > 0),
  };
}

function days(from: string, to: string): number {
  if (to === '') return 0;
  return Temporal.PlainDate.from(from).until(to).days + 1;
}

/** An instant as far as people care: its day and minute. */
export function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
