import type { Reader } from '../context.ts';
import type { Bilingual } from '../errors.ts';
import { type Event, eventsInOrder } from '../storage/events.ts';
import type { ScenarioResult } from './types.ts';

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

/** What an event tells, which its action alone knows the shape of. */
// biome-ignore lint/suspicious/noExplicitAny: each reading knows what its own action writes.
type Detail = any;

/** What an action adds to the figures. */
const readings: Record<string, (draft: Draft, event: Event, detail: Detail) => void> = {
  'participant.joined': ({ participants }, { subject }, { role, type, experience }) => {
    participants.push({ id: subject, role, type: type ?? null, experience });
  },
  'phase.began': ({ phases }, { subject, simulatedAt }, { kind, title }) => {
    phases.push({ id: subject, kind, title, from: simulatedAt.slice(0, 10), to: '' });
  },
  'phase.ended': ({ phases }, { subject, simulatedAt }) => {
    const phase = phases.find(({ id }) => id === subject);
    if (phase !== undefined) phase.to = simulatedAt.slice(0, 10);
  },
  'session.held': ({ sessions }, { subject }, { invited, came }) => {
    const row = entry(sessions, { kind: subject.split(' ')[0]! }, { count: 0, invited: 0, came: 0 });
    row.count += 1;
    row.invited += invited;
    row.came += came;
  },
  'exercise.done': ({ exercises, scenarios, failed }, { subject }, { experience, wasHelped }) => {
    const row = entry(exercises, { experience }, { done: 0, helped: 0, failed: 0 });
    if (failed.has(subject)) row.failed += 1;
    else if (wasHelped) row.helped += 1;
    else row.done += 1;
    scenarios.add(subject);
  },
  'guide.asked-for': ({ guides }, { subject }) => {
    entry(guides, { kind: subject }, { count: 0 }).count += 1;
  },
  'change.announced': ({ changes }, event, detail) => {
    changeOf(changes, event, detail).announcedAt = event.simulatedAt;
  },
  'change.deployed': ({ changes }, event, detail) => {
    changeOf(changes, event, detail).deployedAt = event.simulatedAt;
  },
  'change.backed-out': ({ changes }, event, detail) => {
    changeOf(changes, event, detail).backedOutAt = event.simulatedAt;
  },
  'cad.accepted': ({ submissions }, _, { cadType, channel }) => {
    entry(submissions, { cadType, channel }, { count: 0 }).count += 1;
  },
  'response-times.simulated': ({ responses }, { subject }, detail) => {
    const { total, withinHalfSecond, withinTwoSeconds } = detail;
    const none = { total: 0, withinHalfSecond: 0, withinTwoSeconds: 0 };
    const row = entry(responses, { month: subject.slice(0, 7) }, none);
    row.total += total;
    row.withinHalfSecond += withinHalfSecond;
    row.withinTwoSeconds += withinTwoSeconds;
  },
};

/** @param results what became of the scenarios that were handed out as exercises: what fails nobody can do */
export async function peopleFigures(on: Reader, results: readonly ScenarioResult[]): Promise<PeopleFigures> {
  const failed = new Set(results.filter((each) => each.status === 'failed').map((each) => each.scenario));
  const draft: Draft = {
    ...{ participants: [], phases: [], sessions: [], exercises: [], scenariosDone: 0 },
    ...{ guides: [], changes: [], submissions: [], responses: [], scenarios: new Set(), failed },
  };
  for await (const event of eventsInOrder(on))
    readings[event.action]?.(draft, event, JSON.parse(event.detail));
  const { scenarios, failed: _, ...figures } = draft;
  return { ...figures, scenariosDone: scenarios.size };
}

function changeOf(changes: PastChange[], { subject }: Event, { title, touches }: Detail): PastChange {
  const known = changes.find(({ id }) => id === subject);
  if (known !== undefined) return known;
  const change = { id: subject, title, touches, announcedAt: null, deployedAt: null, backedOutAt: null };
  changes.push(change);
  return change;
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
