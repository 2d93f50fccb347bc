import type { Bilingual } from '../../errors.ts';
import { priorities } from '../../support/types.ts';
import { functionalAreas, statusNames, ticketNatures } from '../../support/vocabulary.ts';
import { numbers, type Section, type Table, words } from '../section.ts';
import type { SupportFigures } from '../support-figures.ts';
import type { Debrief } from '../types.ts';
import { named, total } from './names.ts';

/** What was asked of the support desk, what it was about, and what became of it. */
export function support({ business }: Debrief): Section | undefined {
  const figures = business.support;
  if (figures === null) return undefined;
  const { unresolved, unsupported, reopened, hoursAwaitingOthers } = figures;
  return {
    id: 'support',
    title: { en: 'Support', fr: 'Soutien' },
    paragraphs: [
      {
        en: `${reopened} tickets were opened again. Incidents waited ${hoursAwaitingOthers} hours for other departments, measured apart from the service levels.`,
        fr: `${reopened} billets ont été rouverts. Des incidents ont attendu d’autres ministères ${hoursAwaitingOthers} heures, mesurées à part des niveaux de service.`,
      },
    ],
    tables: [
      ticketsByPhase(figures, business.people.phases),
      statuses(figures),
      byPriority(
        'natures',
        { en: 'Incidents by nature', fr: 'Incidents par nature' },
        figures.byNature,
        ticketNatures,
      ),
      byPriority(
        'areas',
        { en: 'Incidents by functional area', fr: 'Incidents par domaine fonctionnel' },
        figures.byArea,
        functionalAreas,
      ),
      escalations(figures, business.people.phases),
      {
        id: 'unsupported',
        title: {
          en: 'Priorities claimed that the facts do not support',
          fr: 'Priorités réclamées que les faits n’appuient pas',
        },
        columns: [
          words('Claimed', 'Réclamée'),
          words('By the facts', 'Selon les faits'),
          numbers('Tickets', 'Billets'),
        ],
        rows: unsupported.map(({ claimed, is, count }) => [
          claimed,
          is === 'none' ? { en: 'no incident', fr: 'aucun incident' } : is,
          count,
        ]),
        trace: `select * from events where action = 'ticket.opened' and json_extract(detail, '$.supportsClaim') = 0`,
      },
      dispositions(unresolved),
      {
        id: 'unresolved',
        title: { en: 'Unresolved incidents and their plans', fr: 'Incidents sans solution et plans' },
        columns: [
          words('Number', 'Numéro'),
          words('Priority', 'Priorité'),
          words('Status', 'Statut'),
          words('Incident', 'Incident'),
          words('What becomes of it', 'Suite donnée'),
          words('Plan', 'Plan'),
        ],
        rows: unresolved.map(({ number, priority, status, title, disposition, plan }) => [
          ...[number, priority, statusNames[status], title],
          named(disposition),
          plan ?? '–',
        ]),
        trace: `select * from tickets where status in ('New', 'Open', 'Awaiting OGD')`,
      },
    ],
  };
}

type Phases = Debrief['business']['people']['phases'];

function phaseNamed(phases: Phases, id: string) {
  return phases.find((phase) => phase.id === id)?.title ?? (id === '' ? '–' : id);
}

function ticketsByPhase({ byPhase }: SupportFigures, phases: Phases): Table {
  const rows = byPhase.map(({ phase, incidents, enhancements, questions, requests }) => [
    phaseNamed(phases, phase),
    ...[incidents, enhancements, questions, requests],
    incidents + enhancements + questions + requests,
  ]);
  return {
    id: 'tickets',
    title: { en: 'Tickets by phase', fr: 'Billets par phase' },
    columns: [
      words('Phase', 'Phase'),
      numbers('Incidents', 'Incidents'),
      numbers('Enhancements', 'Améliorations'),
      numbers('Questions', 'Questions'),
      numbers('Requests', 'Demandes'),
      numbers('Total', 'Total'),
    ],
    rows,
    total: total(rows),
    trace: 'select phase, kind, count(*) from tickets group by 1, 2',
  };
}

function statuses({ statuses: { rows, totals } }: SupportFigures): Table {
  return {
    id: 'statuses',
    title: { en: 'Incidents by status and priority', fr: 'Incidents par statut et priorité' },
    columns: [
      words('Status', 'Statut'),
      ...priorities.map((each) => numbers(each, each)),
      numbers('Total', 'Total'),
    ],
    rows: rows.map((row) => [statusNames[row.status], ...priorities.map((each) => row[each]), row.total]),
    total: [{ en: 'Total', fr: 'Total' }, ...priorities.map((each) => totals[each]), totals.total],
    trace: `select status, priority, count(*) from tickets where kind = 'incident' group by 1, 2`,
  };
}

function byPriority(
  id: string,
  title: Bilingual,
  counts: SupportFigures['byNature'],
  names: Record<string, Bilingual>,
): Table {
  const rows = counts.map((row) => [
    names[row.id] ?? row.id,
    ...priorities.map((each) => row[each]),
    row.total,
  ]);
  return {
    id,
    title,
    columns: [{ title }, ...priorities.map((each) => numbers(each, each)), numbers('Total', 'Total')],
    rows,
    total: total(rows),
    trace: `select ${id === 'natures' ? 'nature' : 'functional_area'}, priority, count(*) from tickets where kind = 'incident' group by 1, 2`,
  };
}

function escalations({ escalations: list }: SupportFigures, phases: Phases): Table {
  return {
    id: 'escalations',
    title: { en: 'Time from a case to its escalation', fr: 'Temps entre un cas et son acheminement' },
    columns: [
      words('Phase', 'Phase'),
      numbers('Tickets', 'Billets'),
      numbers('Escalated', 'Acheminés'),
      numbers('Share (%)', 'Part (%)'),
      numbers('Mean days', 'Jours en moyenne'),
      numbers('Too late', 'Trop tard'),
    ],
    rows: list.map(({ phase, tickets, escalated, meanDays, over }) => [
      phaseNamed(phases, phase),
      ...[tickets, escalated, tickets === 0 ? 0 : Math.round((100 * escalated) / tickets)],
      ...[meanDays, over.length],
    ]),
    trace: `select * from ticket_steps where kind = 'escalated'`,
  };
}

function dispositions(unresolved: SupportFigures['unresolved']): Table {
  const rows = [...Map.groupBy(unresolved, (each) => each.disposition)].map(([id, own]) => [
    named(id),
    ...priorities.map((priority) => own.filter((each) => each.priority === priority).length),
    own.length,
  ]);
  return {
    id: 'dispositions',
    title: { en: 'What becomes of unresolved incidents', fr: 'Suite donnée aux incidents sans solution' },
    columns: [
      words('Decision', 'Décision'),
      ...priorities.map((each) => numbers(each, each)),
      numbers('Total', 'Total'),
    ],
    rows,
    total: total(rows),
    trace: `select * from events where action = 'ticket.planned'`,
  };
}
