import { latestStatement } from '../billing/store.ts';
import { correctCad, isCorrectable } from '../cad/correct.ts';
import { findCad } from '../cad/store.ts';
import { CadRejected, submitCad } from '../cad/submit.ts';
import type { CadInput } from '../cad/types.ts';
import { instantText } from '../clock/instants.ts';
import { dueAndCredit, openItemsOf } from '../ledger/open-items.ts';
import { toWire } from '../money.ts';
import { type Environment, system } from '../open-environment.ts';
import { receivePayment } from '../payments/pay.ts';
import type { Partner } from '../population/businesses.ts';
import { sendRelease } from '../release/send-release.ts';
import { putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';
import { actOnChange, planChange } from '../support/changes.ts';
import { switchDefect } from '../support/defects.ts';
import { switchSystem } from '../support/monitors.ts';
import { phaseKey } from '../support/open-ticket.ts';
import type { Step } from './agenda.ts';
import { Desk } from './desk.ts';
import { actorFor } from './people.ts';

/** Do everything on the agenda, each step at its own instant; what is due in between is done on the way. */
export async function liveThrough(
  environment: Environment,
  agenda: readonly Step[],
  until: string,
  progress: (done: number, of: number, at: string) => void,
): Promise<void> {
  const waiting = [...agenda];
  const desk = new Desk(environment);
  for (let done = 0; done < waiting.length; done++) {
    const step = waiting[done]!;
    await environment.advanceTo(instantText(step.at));
    const again = await act(environment, desk, step);
    if (again !== undefined) insertInOrder(waiting, again, done + 1);
    progress(done + 1, waiting.length, environment.clock.today());
  }
  await environment.advanceTo(until);
}

/** One step; gives what the partner will do next because of how it went. */
async function act(environment: Environment, desk: Desk, step: Step): Promise<Step | undefined> {
  switch (step.kind) {
    case 'tell':
      await environment.store.inTransaction((tx) => record(tx, environment.as(step.by), step.happening));
      return undefined;
    case 'phase begins':
      await beginPhase(environment, step);
      return undefined;
    case 'ticket':
      await desk.act(step);
      return undefined;
    case 'correct':
      await correct(environment, step);
      return undefined;
    case 'release':
      await sendRelease(environment.as(system), step.release);
      return undefined;
    case 'submit':
      return submit(environment, step);
    case 'fault begins':
    case 'fault ends':
      await switchFault(environment, step);
      if (step.fault.ticket === undefined)
        await desk.watch(step.fault.application, step.kind === 'fault ends');
      return undefined;
    case 'change planned':
      await environment.store.inTransaction((tx) => planChange(tx, environment.as(system), step.planned));
      return undefined;
    case 'change':
      await environment.store.inTransaction((tx) =>
        actOnChange(tx, environment.as(system), step.id, step.act),
      );
      return undefined;
    case 'defect':
      await environment.store.inTransaction((tx) => switchDefect(tx, environment.as(system), step.id, step));
      return undefined;
    case 'payday':
      await pay(environment, step.partner, step.isLatePayer);
      return undefined;
  }
}

async function submit(
  environment: Environment,
  step: Extract<Step, { kind: 'submit' }>,
): Promise<Step | undefined> {
  const { by, cad, hasError } = step;
  try {
    await submitCad(environment.as(by), hasError ? withError(cad) : cad);
    return undefined;
  } catch (error) {
    if (!(error instanceof CadRejected)) throw error;
    // The partner reads the findings and tries again: after an hour and a half, or when the fault may be over.
    return { ...step, at: step.at.add({ minutes: 95 }), hasError: false };
  }
}

/** Tickets of monitors say in which phase they came, as all others do. */
async function beginPhase(
  environment: Environment,
  { phase: { id, kind, title, countsAs } }: Extract<Step, { kind: 'phase begins' }>,
): Promise<void> {
  await environment.store.inTransaction(async (tx) => {
    await putValue(tx, phaseKey, countsAs ?? id);
    const happening = { action: 'phase.began', subject: id, detail: { kind, title } };
    await record(tx, environment.as(system), happening);
  });
}

/** The quantity was wrong by one; what is too late to correct, or was never accepted, is left as it is. */
async function correct(
  environment: Environment,
  { by, cad }: Extract<Step, { kind: 'correct' }>,
): Promise<void> {
  const accepted = await findCad(environment.store.read, cad.transactionNumber);
  if (accepted === undefined || !isCorrectable(accepted, environment.clock.today())) return;
  const [first, ...others] = accepted.declared.invoices;
  const [line, ...lines] = first!.lines;
  const quantity = String(Number(line!.quantity) + 1);
  const invoices = [{ ...first!, lines: [{ ...line!, quantity }, ...lines] }, ...others];
  const ctx = environment.as(by);
  await correctCad(ctx, cad.transactionNumber, accepted.version, { ...accepted.declared, invoices });
}

/** The commonest slip: an invoice that its lines do not add up to. */
function withError(cad: CadInput): CadInput {
  const [first, ...others] = cad.invoices;
  return { ...cad, invoices: [{ ...first!, value: '1.00' }, ...others] };
}

async function switchFault(
  environment: Environment,
  { kind, fault }: Extract<Step, { kind: 'fault begins' | 'fault ends' }>,
): Promise<void> {
  const ctx = environment.as(system);
  const isDown = kind === 'fault begins';
  const { application, isPlanned, reason, ticket } = fault;
  await environment.store.inTransaction((tx) =>
    switchSystem(tx, ctx, application, { isDown }, { isPlanned, reason, ticket }),
  );
}

async function pay(environment: Environment, partner: Partner, isLatePayer: boolean): Promise<void> {
  const { read } = environment.store;
  const statement = await latestStatement(read, partner.bn15);
  if (statement === undefined) return;
  const { due, credit } = dueAndCredit(await openItemsOf(read, partner.bn15), statement.dueOn);
  const owed = due - credit;
  if (owed <= 0) return;
  const amount = isLatePayer ? Math.max(1, Math.floor(owed / 2)) : owed;
  const channel = amount <= 500_000 ? 'credit-card' : 'online-banking';
  await receivePayment(environment.as(actorFor(partner, 'CCP')), {
    programAccount: partner.bn15,
    channel,
    amount: toWire(amount),
  });
}

function insertInOrder(steps: Step[], step: Step, from: number): void {
  let index = from;
  while (index < steps.length && Temporal.ZonedDateTime.compare(steps[index]!.at, step.at) <= 0) index += 1;
  steps.splice(index, 0, step);
}
