import { numbers, type Section, words } from '../section.ts';
import type { Debrief } from '../types.ts';
import { minute } from './timeline.ts';

/** What each outage cost those who had work to do. */
export function faults({ business }: Debrief): Section | undefined {
  if (business.faults.length === 0) return undefined;
  return {
    id: 'faults',
    title: { en: 'Cost of each outage', fr: 'Coût de chaque panne' },
    tables: [
      {
        id: 'faults',
        title: { en: 'Outages', fr: 'Pannes' },
        columns: [
          words('Application', 'Application'),
          words('Reason', 'Motif'),
          words('From', 'Du'),
          words('To', 'Au'),
          words('Planned', 'Prévue'),
          numbers('Minutes', 'Minutes'),
          numbers('Submissions rejected', 'Soumissions rejetées'),
          numbers('Accepted later', 'Acceptées plus tard'),
          numbers('Hours lost', 'Heures perdues'),
          numbers('At a provisional rate', 'À un taux provisoire'),
        ],
        rows: business.faults.map((each) => [
          ...[each.application, each.reason, minute(each.from), minute(each.to)],
          each.isPlanned ? { en: 'yes', fr: 'oui' } : { en: 'no', fr: 'non' },
          ...[each.minutes, each.rejected, each.acceptedLater, each.hoursLost, each.atProvisionalRate],
        ]),
        trace: `select * from outages`,
      },
    ],
  };
}
