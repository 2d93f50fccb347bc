import type { Chance } from '../chance.ts';
import type { Holidays } from '../clock/calendar.ts';
import { parseDate } from '../clock/instants.ts';
import type { Actor } from '../context.ts';
import { system } from '../open-environment.ts';
import type { Happening } from '../storage/events.ts';
import type { ChangeAct, ChangeInput } from '../support/changes.ts';
import { answer } from './answering.ts';
import { chosenBy, type Scenario } from './catalogue.ts';
import { at, businessDays, zoned } from './days.ts';
import { actorOf, type Participant } from './people.ts';
import type { Phase, Plan } from './plan.ts';

/** Something that the journal is told of. */
export interface Telling {
  at: Temporal.ZonedDateTime;
  kind: 'tell';
  by: Actor;
  happening: Happening;
}

export interface PhaseBegins {
  at: Temporal.ZonedDateTime;
  kind: 'phase begins';
  phase: Phase;
}

/** Something is done about a change to the system. */
export type ChangeStep = { at: Temporal.ZonedDateTime } & (
  | { kind: 'change planned'; planned: ChangeInput }
  | { kind: 'change'; id: string; act: ChangeAct }
);

/** What the cast is given to work with. */
export interface Stage {
  chance: Chance;
  cast: readonly Participant[];
  scenarios: readonly Scenario[];
  holidays: Holidays;
}

/** What the people of a rehearsal do besides trade: a matter of the plan and its seed alone. */
export function agendaOfCast(plan: Plan, stage: Stage): (Telling | PhaseBegins | ChangeStep)[] {
  const begins = zoned(plan.dates.from);
  return [
    ...stage.cast.map((member) => joins(begins, member)),
    ...plan.phases.flatMap((phase) => ofPhase(phase)),
    ...ofSessions(plan, stage),
    ...ofExercises(plan, stage),
    ...ofGuides(plan, stage),
    ...ofChanges(plan),
    ...ofTransactions(plan, stage),
  ];
}

function joins(instant: Temporal.ZonedDateTime, member: Participant): Telling {
  const { id, role, type, experience } = member;
  const detail = { role, experience, ...(type === undefined ? {} : { type }) };
  return tell(instant, actorOf(member), { action: 'participant.joined', subject: id, detail });
}

function ofPhase(phase: Phase): (PhaseBegins | Telling)[] {
  const { id, from, to } = phase;
  return [
    { at: at(parseDate(from), 7 * 60), kind: 'phase begins', phase },
    tell(at(parseDate(to), 20 * 60), system, { action: 'phase.ended', subject: id }),
  ];
}

/** Nobody holds a session alone, and never do all come. Assumption A-107. */
function ofSessions({ sessions }: Plan, { chance, cast, holidays }: Stage): Telling[] {
  return sessions.flatMap(({ kind, for: roles, count, from, to }, s) => {
    const invited = cast.filter((each) => roles.includes(each.role));
    const days = businessDays(from, to, holidays);
    return Array.from({ length: count }, (_, i) => {
      const own = chance.child(`session ${s} ${i}`);
      const day = days[Math.floor((i * days.length) / count)] ?? parseDate(from);
      const came = invited.filter(() => own.fraction() < 0.8).length;
      const detail = { for: roles, invited: invited.length, came };
      const happening = { action: 'session.held', subject: `${kind} ${s + 1}-${i + 1}`, detail };
      return tell(at(day, own.pick([10 * 60, 13 * 60 + 30, 15 * 60])), system, happening);
    });
  });
}

/** Share of exercises that members of an experience do without help. Assumption A-107. */
const unaided = { novice: 0.6, practised: 0.85, expert: 0.97 };

function ofExercises(plan: Plan, { chance, cast, scenarios, holidays }: Stage): Telling[] {
  return plan.exercises.flatMap(({ role, tags, each }) => {
    const open = scenarios.filter(chosenBy(tags));
    const days = actingDays(plan, role, holidays, ['sprint']);
    if (open.length === 0 || days.length === 0) return [];
    return cast
      .filter((member) => member.role === role)
      .flatMap((member, index) =>
        Array.from({ length: each }, (_, i) => {
          const own = chance.child(`exercise ${member.id} ${i}`);
          // Dealt out in turn, so that as many as possible are done by somebody.
          const { feature, scenario } = open[(index * each + i) % open.length]!;
          const wasHelped = own.fraction() >= unaided[member.experience];
          return tell(at(own.pick(days), own.whole(9 * 60, 16 * 60)), actorOf(member), {
            action: 'exercise.done',
            subject: scenario,
            detail: { feature, wasHelped, experience: member.experience },
          });
        }),
      );
  });
}

/** Partners ask of the guides that are theirs, the CBSA's own users of all others. */
function ofGuides(plan: Plan, { chance, cast, holidays }: Stage): Telling[] {
  return plan.guides.flatMap(({ kind, count }) => {
    const role = kind === 'external-guide-enhancement' ? 'partner' : 'model-cbsa';
    const who = cast.filter((member) => member.role === role);
    const days = actingDays(plan, role, holidays, ['sprint', 'slowdown']);
    if (who.length === 0 || days.length === 0) return [];
    return Array.from({ length: count }, (_, i) => {
      const own = chance.child(`guide ${kind} ${i}`);
      const happening = { action: 'guide.asked-for', subject: kind };
      return tell(at(own.pick(days), own.whole(9 * 60, 17 * 60)), actorOf(own.pick(who)), happening);
    });
  });
}

function ofChanges({ changes, dates }: Plan): ChangeStep[] {
  return changes.flatMap(({ announcedAt, deployedAt, backedOutAt, title, ...change }) => {
    const plannedFor = deployedAt;
    const planned = { ...change, titleEn: title.en, titleFr: title.fr, plannedFor };
    const step = (act: ChangeAct, instant: string | undefined): ChangeStep[] =>
      instant === undefined ? [] : [{ at: zoned(instant), kind: 'change', id: change.id, act }];
    return [
      { at: zoned(dates.from), kind: 'change planned', planned },
      ...step('announce', announcedAt),
      ...step('deploy', deployedAt),
      ...step('back-out', backedOutAt),
    ];
  });
}

/** Transactions of class 1 that a member makes on a day of a phase, from the fewest to the most. Assumption A-107. */
const perDay: Record<Phase['kind'], readonly [number, number]> = {
  'kick-off': [0, 2],
  sprint: [1, 6],
  slowdown: [0, 1],
  'wind-down': [0, 2],
};

/** How long the system took to answer people, a day at a time. */
function ofTransactions(plan: Plan, { chance, cast, holidays }: Stage): Telling[] {
  if (plan.answering === undefined) return [];
  const instants: Temporal.ZonedDateTime[] = [];
  for (const phase of plan.phases) {
    for (const day of businessDays(phase.from, phase.to, holidays)) {
      for (const member of cast) {
        if (!phase.roles.includes(member.role)) continue;
        const own = chance.child(`work ${member.id} ${day}`);
        const count = own.whole(...perDay[phase.kind]);
        for (let i = 0; i < count; i++) instants.push(at(day, own.whole(8 * 60, 17 * 60)));
      }
    }
  }
  instants.sort(Temporal.ZonedDateTime.compare);
  return [...answer(plan.answering, chance.child('answering'), instants)].map(([day, answered]) =>
    tell(at(parseDate(day), 19 * 60), system, {
      action: 'response-times.simulated',
      subject: day,
      detail: { serviceClass: 1, ...answered },
    }),
  );
}

/** The business days on which those of a role act. */
function actingDays(
  { phases }: Plan,
  role: Participant['role'],
  holidays: Holidays,
  kinds: readonly Phase['kind'][],
): Temporal.PlainDate[] {
  return phases
    .filter((phase) => kinds.includes(phase.kind) && phase.roles.includes(role))
    .flatMap((phase) => businessDays(phase.from, phase.to, holidays));
}

function tell(instant: Temporal.ZonedDateTime, by: Actor, happening: Happening): Telling {
  return { at: instant, kind: 'tell', by, happening };
}
