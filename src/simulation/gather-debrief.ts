import { verify } from '../billing/verify.ts';
import { coverageOf } from '../debrief/coverage.ts';
import { faultCosts } from '../debrief/fault-costs.ts';
import { businessFigures } from '../debrief/figures.ts';
import { peopleFigures } from '../debrief/people.ts';
import { dispositionsOf, supportFigures } from '../debrief/support-figures.ts';
import { type Debrief, debriefFormat } from '../debrief/types.ts';
import type { ResponseTimes } from '../http/response-times.ts';
import type { LoadFigures } from '../load/figures.ts';
import type { Environment } from '../open-environment.ts';
import { evaluateAvailability, evaluateResponseTime } from '../slr/evaluate.ts';
import { evaluateChanges } from '../slr/evaluate-changes.ts';
import { evaluateRegister } from '../slr/evaluate-register.ts';
import { type Requirement, requirements } from '../slr/requirements.ts';
import { runningOn } from '../slr/running.ts';
import { waitingByMonth } from '../slr/waiting.ts';
import { outagesUntil } from '../support/outages.ts';
import { incidentsOf, type RegisteredTicket, registerOf } from '../support/register.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { businessDigest } from './digest.ts';
import { warningsOf } from './fit.ts';
import type { Plan } from './plan.ts';

type Measured = Pick<Debrief['measured'], 'load' | 'leftOut' | 'earlier'> &
  Pick<Debrief['business'], 'scenarios'> & {
    /** How the server answered people, by its own records; those of the load where it is left out. */
    answered?: readonly ResponseTimes[];
  };

/** All that the debrief of a run says, read from its environment. */
export async function gatherDebrief(
  environment: Environment,
  plan: Plan,
  { scenarios, load, leftOut, earlier, answered }: Measured,
): Promise<Debrief> {
  const { read } = environment.store;
  const people = await peopleFigures(read, scenarios);
  const register = await registerOf(read);
  const chosen = requirements().filter((each) => (plan.slr as string[]).includes(each.id));
  return {
    format: debriefFormat,
    plan: plan.name,
    title: plan.title,
    seed: plan.seed,
    simulated: plan.dates,
    business: {
      ...(await businessFigures(read)),
      digest: await businessDigest(read),
      scenarios,
      violations: await verify(read),
      serviceLevels: [
        ...simulatedAnswers(chosen, people.responses),
        ...(await availability(environment, plan, chosen)),
      ],
      people,
      ...(await ofSupport(environment, plan, register, people)),
      faults: await faultCosts(read, environment.clock.now()),
      covers: coverageOf(scenarios, plan.leavesOut),
      warnings: warningsOf(plan),
      remarks: plan.remarks,
    },
    measured: { responseTime: measuredAnswers(chosen, load, answered), load, leftOut, earlier },
  };
}

async function ofSupport(
  { store, clock }: Environment,
  plan: Plan,
  register: readonly RegisteredTicket[],
  people: Debrief['business']['people'],
): Promise<Pick<Debrief['business'], 'support' | 'register'>> {
  const { reference } = await tariffOf(store);
  const today = clock.today();
  const escalationDays = reference.parameter('support-escalation-days', today).value.toNumber();
  const dispositions = await dispositionsOf(store.read);
  const incidents = incidentsOf(register);
  const changes = people.changes.flatMap(({ id, deployedAt, backedOutAt }) =>
    deployedAt === null ? [] : [{ reference: id, deployedAt, backedOutAt }],
  );
  const running = runningOn(reference, today);
  const waits = waitingByMonth(incidents, clock.now(), running);
  const rows = [...evaluateRegister(incidents, running), ...evaluateChanges(incidents, changes)];
  return {
    support: register.length === 0 ? null : supportFigures(register, { escalationDays, dispositions, waits }),
    register: rows.filter((row) => (plan.slr as string[]).includes(row.slr)),
  };
}

async function availability({ store, clock }: Environment, plan: Plan, chosen: readonly Requirement[]) {
  const outages = await outagesUntil(store.read, clock.now());
  const applications = [
    ...new Set(['exchange-rates', ...plan.faults.map((each) => each.application), 'api']),
  ];
  return chosen.flatMap((each) =>
    each.kind === 'availability'
      ? applications.flatMap((app) =>
          monthsOf(plan).map((month) => evaluateAvailability(each, outages, app, month)),
        )
      : [],
  );
}

/** Response times of people whose transactions were simulated, month by month. */
function simulatedAnswers(
  chosen: readonly Requirement[],
  responses: Debrief['business']['people']['responses'],
) {
  return chosen.flatMap((each) =>
    each.kind === 'response-time'
      ? responses.map(({ month, ...answered }) =>
          evaluateResponseTime(
            each,
            [{ minute: month, serviceClass: each.serviceClass, sumMicroseconds: 0, ...answered }],
            month,
          ),
        )
      : [],
  );
}

function measuredAnswers(
  chosen: readonly Requirement[],
  load: LoadFigures | null,
  answered: readonly ResponseTimes[] = load?.server ?? [],
) {
  const scope = load !== null ? `${load.profile}, class 1` : answered.length > 0 ? 'class 1' : '–';
  return chosen.flatMap((each) =>
    each.kind === 'response-time' ? [evaluateResponseTime(each, answered, scope)] : [],
  );
}

function monthsOf({ dates }: Plan): string[] {
  const months: string[] = [];
  const last = Temporal.PlainYearMonth.from(dates.to.slice(0, 7));
  for (
    let month = Temporal.PlainYearMonth.from(dates.from.slice(0, 7));
    Temporal.PlainYearMonth.compare(month, last) <= 0;
  ) {
    months.push(month.toString());
    month = month.add({ months: 1 });
  }
  return months;
}
