import type { CadInput } from '../cad/types.ts';
import type { Chance } from '../chance.ts';
import { isBusinessDay } from '../clock/calendar.ts';
import { timeZone } from '../clock/instants.ts';
import type { Partner } from '../population/businesses.ts';
import { makeShipment, tradeableItems } from '../population/trade.ts';
import type { ReleaseInput } from '../release/report-release.ts';
import type { Tariff } from '../tariff/tariff.ts';
import type { Plan } from './plan.ts';

/** Something that happens at an instant of the rehearsal. */
export type Step = { at: Temporal.ZonedDateTime } & (
  | { kind: 'release'; release: ReleaseInput }
  | { kind: 'submit'; partner: Partner; cad: CadInput; hasError: boolean }
  | { kind: 'fault begins' | 'fault ends'; fault: Plan['faults'][number] }
  | { kind: 'payday'; partner: Partner; isLatePayer: boolean }
);

/** Of a plan, what trade depends on. */
export type Trading = Pick<Plan, 'dates' | 'trade' | 'faults'>;

/** Everything that partners and the trainer will do, in order of time: a matter of the plan and its seed alone. */
export function agendaOf(
  plan: Trading,
  chance: Chance,
  partners: readonly Partner[],
  tariff: Tariff,
): Step[] {
  const steps: Step[] = [];
  const [from, to] = [zoned(plan.dates.from), zoned(plan.dates.to)];
  const enrolled = partners.filter((partner) => partner.kind === 'importer' && partner.hasRpp);
  const items = tradeableItems(tariff, plan.dates.from.slice(0, 10));
  let index = 0;
  for (
    let day = from.toPlainDate();
    Temporal.PlainDate.compare(day, to.toPlainDate()) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (!isBusinessDay(day, tariff.reference.holidays)) continue;
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
  steps.push(...paydays(plan, chance, enrolled, from, to));
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
  const releasedAt = at(day, own.whole(8 * 60, 17 * 60));
  const isLate = own.fraction() < plan.trade.lateShare;
  const declaredOn = day.add({ days: isLate ? own.whole(8, 12) : own.whole(0, 4) });
  const submittedAt = at(declaredOn, own.whole(8 * 60, 18 * 60));
  const declaredAt =
    Temporal.ZonedDateTime.compare(submittedAt, releasedAt) > 0
      ? submittedAt
      : releasedAt.add({ minutes: 30 });
  const hasError = own.fraction() < plan.trade.errorShare;
  return [
    { at: releasedAt, kind: 'release', release },
    { at: declaredAt, kind: 'submit', partner, cad, hasError },
  ];
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

function at(day: Temporal.PlainDate, minutes: number): Temporal.ZonedDateTime {
  return day.toZonedDateTime({
    timeZone,
    plainTime: new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60),
  });
}

function zoned(text: string): Temporal.ZonedDateTime {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone);
}
