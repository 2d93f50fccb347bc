import type { Reader } from '../context.ts';
import type { DefectId } from '../defects/defects.ts';
import type { Bilingual } from '../errors.ts';
import { type Event, eventsInOrder } from '../storage/events.ts';
import { type ScenarioResult, scenarioKey } from './types.ts';

/** What the people of a rehearsal did, read from the journal alone. */
export interface PeopleFigures {
  participants: { id: string; role: string; type: string | null; experience: string }[];
  phases: { id: string; kind: string; title: Bilingual; from: string; to: string }[];
  sessions: { kind: string; count: number; invited: number; came: number }[];
  exercises: Exercises[];
  /** Scenarios of which somebody did at least one exercise. */
  scenariosDone: number;
  guides: { kind: string; count: number }[];
  changes: PastChange[];
  /** Known defects that were in, each time that they were. */
  defects: { id: DefectId; from: string; to: string | null }[];
  submissions: { cadType: string; channel: string; count: number }[];
  /** Simulated response times of class 1 by month. */
  responses: { month: string; total: number; withinHalfSecond: number; withinTwoSeconds: number }[];
}

export interface Exercises {
  experience: string;
  done: number;
  helped: number;
  failed: number;
}

export interface PastChange {
  id: string;
  title: Bilingual;
  touches: string[];
  announcedAt: string | null;
  deployedAt: string | null;
  backedOutAt: string | null;
}

interface Draft extends PeopleFigures {
  scenarios: Set<string>;
  failed: ReadonlySet<string>;
}

type Reading = (draft: Draft, event: Event) => void;

/** An action knows what its own events tell beside their subject. */
function reading<Told>(add: (draft: Draft, event: Event, told: Told) => void): Reading {
  return (draft, event) => add(draft, event, JSON.parse(event.detail) as Told);
}

const ofChange = (instant: 'announcedAt' | 'deployedAt' | 'backedOutAt') =>
  reading<Pick<PastChange, 'title' | 'touches'>>(
    ({ changes }, { subject, simulatedAt }, { title, touches }) => {
      const planned = { title, touches, announcedAt: null, deployedAt: null, backedOutAt: null };
      entry<{ id: string }, Omit<PastChange, 'id'>>(changes, { id: subject }, planned)[instant] = simulatedAt;
    },
  );

/** What an action adds to the figures. */
const readings: Record<string, Reading> = {
  'participant.joined': reading<{ role: string; type?: string; experience: string }>(
    ({ participants }, { subject }, { role, type, experience }) => {
      participants.push({ id: subject, role, type: type ?? null, experience });
    },
  ),
  'phase.began': reading<{ kind: string; title: Bilingual }>(
    ({ phases }, { subject, simulatedAt }, { kind, title }) => {
      phases.push({ id: subject, kind, title, from: simulatedAt.slice(0, 10), to: '' });
    },
  ),
  'phase.ended': ({ phases }, { subject, simulatedAt }) => {
    const phase = phases.find(({ id }) => id === subject);
    if (phase !== undefined) phase.to = simulatedAt.slice(0, 10);
  },
  'session.held': reading<{ invited: number; came: number }>(
    ({ sessions }, { subject }, { invited, came }) => {
      const row = entry(sessions, { kind: subject.split(' ')[0]! }, { count: 0, invited: 0, came: 0 });
      row.count += 1;
      row.invited += invited;
      row.came += came;
    },
  ),
  'exercise.done': reading<{ feature: string; experience: string; wasHelped: boolean }>(
    ({ exercises, scenarios, failed }, { subject }, { feature, experience, wasHelped }) => {
      const key = scenarioKey({ feature, scenario: subject });
      const row = entry(exercises, { experience }, { done: 0, helped: 0, failed: 0 });
      if (failed.has(key)) row.failed += 1;
      else if (wasHelped) row.helped += 1;
      else row.done += 1;
      scenarios.add(key);
    },
  ),
  'guide.asked-for': ({ guides }, { subject }) => {
    entry(guides, { kind: subject }, { count: 0 }).count += 1;
  },
  'change.announced': ofChange('announcedAt'),
  'change.deployed': ofChange('deployedAt'),
  'change.backed-out': ofChange('backedOutAt'),
  'defect.put-in': ({ defects }, { subject, simulatedAt }) => {
    defects.push({ id: subject as DefectId, from: simulatedAt, to: null });
  },
  'defect.taken-out': ({ defects }, { subject, simulatedAt }) => {
    const last = defects.findLast(({ id }) => id === subject);
    if (last !== undefined) last.to = simulatedAt;
  },
  'cad.accepted': reading<{ cadType: string; channel: string }>(
    ({ submissions }, _, { cadType, channel }) => {
      entry(submissions, { cadType, channel }, { count: 0 }).count += 1;
    },
  ),
  'response-times.simulated': reading<Omit<PeopleFigures['responses'][number], 'month'>>(
    ({ responses }, { subject }, { total, withinHalfSecond, withinTwoSeconds }) => {
      const none = { total: 0, withinHalfSecond: 0, withinTwoSeconds: 0 };
      const row = entry(responses, { month: subject.slice(0, 7) }, none);
      row.total += total;
      row.withinHalfSecond += withinHalfSecond;
      row.withinTwoSeconds += withinTwoSeconds;
    },
  ),
};

/** @param results what became of the scenarios that were handed out as exercises: what fails nobody can do */
export async function peopleFigures(on: Reader, results: readonly ScenarioResult[]): Promise<PeopleFigures> {
  const failed = new Set(results.filter((each) => each.status === 'failed').map(scenarioKey));
  const draft: Draft = {
    ...{ participants: [], phases: [], sessions: [], exercises: [], scenariosDone: 0 },
    ...{ guides: [], changes: [], defects: [], submissions: [], responses: [], scenarios: new Set(), failed },
  };
  for await (const event of eventsInOrder(on)) readings[event.action]?.(draft, event);
  const { scenarios, failed: _, ...figures } = draft;
  return { ...figures, scenariosDone: scenarios.size };
}

/** The row of a list with these keys, added where there is none yet. */
function entry<K extends object, V extends object>(list: (K & V)[], keys: K, none: V): K & V {
  const names = Object.keys(keys) as (keyof K)[];
  const known = list.find((row) => names.every((name) => row[name] === keys[name]));
  if (known !== undefined) return known;
  const row = { ...keys, ...none };
  list.push(row);
  return row;
}
