import type { CadInput } from '../cad/types.ts';
import type { Chance } from '../chance.ts';
import type { Actor } from '../context.ts';
import type { DefectId } from '../defects/defects.ts';
import type { Partner } from '../population/businesses.ts';
import { makeShipment, tradeableItems } from '../population/trade.ts';
import type { ReleaseInput } from '../release/report-release.ts';
import type { Tariff } from '../tariff/tariff.ts';
import type { ChangeStep, PhaseBegins, Telling } from './cast-agenda.ts';
import { at, businessDays, zoned } from './days.ts';
import { actorFor } from './people.ts';
import type { Plan } from './plan.ts';
import type { TicketStep } from './support-agenda.ts';

/** Something that happens at an instant of the rehearsal. */
export type Step = TradeStep | PhaseBegins | Telling | ChangeStep | TicketStep;

type TradeStep = { at: Temporal.ZonedDateTime } & (
  | { kind: 'release'; release: ReleaseInput }
  | { kind: 'submit'; by: Actor; cad: CadInput; hasError: boolean }
  | { kind: 'correct'; by: Actor; cad: CadInput }
  | { kind: 'fault begins' | 'fault ends'; fault: Plan['faults'][number] }
  | { kind: 'defect'; id: DefectId; isIn: boolean; isPublished: boolean }
  | { kind: 'payday'; partner: Partner; isLatePayer: boolean }
);

/** Of a plan, what trade depends on. */
export type Trading = Pick<Plan, 'dates' | 'trade' | 'faults' | 'defects'>;

/** What partners do in trade, and what fails: a matter of the plan and its seed alone. */
export function agendaOf(
  plan: Trading,
  chance: Chance,
  partners: readonly Partner[],
  tariff: Tariff,
): Step[] {
  const steps: Step[] = [];
  const [from, to] = [zoned(plan.dates.from), zoned(plan.dates.to)];
  const enrolled = partners.filter((partner) => partner.kind === 'importer' && partner.hasRpp);
  const firstDay = plan.trade.from ?? plan.dates.from.slice(0, 10);
  const items = tradeableItems(tariff, firstDay);
  let index = 0;
  for (const day of businessDays(firstDay, plan.dates.to.slice(0, 10), tariff.reference.holidays)) {
    const ofDay = chance.child(`day ${day}`);
    for (let i = 0; i < plan.trade.releasesPerDay; i++) {
      const partner = ofDay.pick(enrolled);
      steps.push(...shipmentSteps(plan, chance, partner, index++, day, items));
    }
  }
  for (const fault of plan.faults) {
    steps.push(
      { at: zoned(fault.from), kind: 'fault begins', fault },
      { at: zoned(fault.to), kind: 'fault ends', fault },
    );
  }
  for (const { defect: id, from: since, to: until, isPublished } of plan.defects) {
    steps.push({ at: zoned(since), kind: 'defect', id, isIn: true, isPublished });
    if (until !== undefined) steps.push({ at: zoned(until), kind: 'defect', id, isIn: false, isPublished });
  }
  steps.push(...paydays(plan, chance, enrolled, from, to));
  return steps;
}

/** The steps that fall within the dates of a plan, in order of time. */
export function inOrder({ dates }: Pick<Plan, 'dates'>, steps: readonly Step[]): Step[] {
  const [from, to] = [zoned(dates.from), zoned(dates.to)];
  return steps
    .filter(
      (step) =>
        Temporal.ZonedDateTime.compare(step.at, from) >= 0 &&
        Temporal.ZonedDateTime.compare(step.at, to) <= 0,
    )
    .sort((a, b) => Temporal.ZonedDateTime.compare(a.at, b.at));
}

function shipmentSteps(
  plan: Trading,
  chance: Chance,
  partner: Partner,
  index: number,
  day: Temporal.PlainDate,
  items: readonly string[],
): Step[] {
  const own = chance.child(`habits ${partner.bn15} ${index}`);
  const shippedOn = day.subtract({ days: own.whole(1, 12) }).toString();
  const { release, cad } = makeShipment(chance, partner, index, { items, shippedOn });
  const by = filing(plan, chance, partner);
  const releasedAt = at(day, own.whole(8 * 60, 17 * 60));
  const isLate = own.fraction() < plan.trade.lateShare;
  const declaredOn = day.add({ days: isLate ? own.whole(8, 12) : own.whole(0, 4) });
  const submittedAt = at(declaredOn, own.whole(8 * 60, 18 * 60));
  const declaredAt =
    Temporal.ZonedDateTime.compare(submittedAt, releasedAt) > 0
      ? submittedAt
      : releasedAt.add({ minutes: 30 });
  const hasError = own.fraction() < plan.trade.errorShare;
  const isCorrected = own.fraction() < plan.trade.correctionShare;
  const correctedOn = declaredAt.toPlainDate().add({ days: own.whole(1, 6) });
  return [
    { at: releasedAt, kind: 'release', release },
    { at: declaredAt, kind: 'submit', by, cad, hasError },
    ...(isCorrected
      ? [{ at: at(correctedOn, own.whole(9 * 60, 16 * 60)), kind: 'correct' as const, by, cad }]
      : []),
  ];
}

/** Each partner files by one channel. */
function filing({ trade }: Trading, chance: Chance, partner: Partner): Actor {
  const drawn = chance.child(`channel ${partner.bn15}`).fraction();
  const { CCP, EDI } = trade.channels;
  return actorFor(partner, drawn < CCP ? 'CCP' : drawn < CCP + EDI ? 'EDI' : 'API');
}

/** Importers look at their statement and pay: most some days before it is due, some too late. */
function paydays(
  plan: Trading,
  chance: Chance,
  partners: readonly Partner[],
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
): Step[] {
  const steps: Step[] = [];
  for (let month = from.toPlainDate().toPlainYearMonth(); ; month = month.add({ months: 1 })) {
    const statementOn = month.toPlainDate({ day: 25 });
    if (Temporal.PlainDate.compare(statementOn, to.toPlainDate()) > 0) return steps;
    for (const partner of partners) {
      const own = chance.child(`payday ${partner.bn15} ${month}`);
      const isLatePayer = own.fraction() < plan.trade.latePayerShare;
      const day = statementOn.add({ days: isLatePayer ? own.whole(8, 12) : own.whole(1, 4) });
      steps.push({ at: at(day, own.whole(9 * 60, 16 * 60)), kind: 'payday', partner, isLatePayer });
    }
  }
}
