import { partnerRights } from '../accounts/rights.ts';
import { latestStatement } from '../billing/store.ts';
import { CadRejected, submitCad } from '../cad/submit.ts';
import type { CadInput } from '../cad/types.ts';
import { instantText } from '../clock/instants.ts';
import type { Actor } from '../context.ts';
import { dueAndCredit, openItemsOf } from '../ledger/open-items.ts';
import { toWire } from '../money.ts';
import { type Environment, system } from '../open-environment.ts';
import { receivePayment } from '../payments/pay.ts';
import type { Partner } from '../population/businesses.ts';
import { sendRelease } from '../release/send-release.ts';
import { switchSystem } from '../support/monitors.ts';
import type { Step } from './agenda.ts';

/** Do everything on the agenda, each step at its own instant; what is due in between is done on the way. */
export async function liveThrough(
  environment: Environment,
  agenda: readonly Step[],
  until: string,
  progress: (done: number, of: number, at: string) => void,
): Promise<void> {
  const waiting = [...agenda];
  for (let done = 0; done < waiting.length; done++) {
    const step = waiting[done]!;
    await environment.advanceTo(instantText(step.at));
    const again = await act(environment, step);
    if (again !== undefined) insertInOrder(waiting, again, done + 1);
    progress(done + 1, waiting.length, environment.clock.today());
  }
  await environment.advanceTo(until);
}

/** One step; gives what the partner will do next because of how it went. */
async function act(environment: Environment, step: Step): Promise<Step | undefined> {
  switch (step.kind) {
    case 'release':
      await sendRelease(environment.as(system), step.release);
      return undefined;
    case 'submit':
      return submit(environment, step);
    case 'fault begins':
    case 'fault ends':
      await switchFault(environment, step);
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
  const { partner, cad, hasError } = step;
  try {
    await submitCad(environment.as(actorOf(partner)), hasError ? withError(cad) : cad);
    return undefined;
  } catch (error) {
    if (!(error instanceof CadRejected)) throw error;
    // The partner reads the findings and tries again: after an hour and a half, or when the fault may be over.
    return { ...step, at: step.at.add({ minutes: 95 }), hasError: false };
  }
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
  const { application, isPlanned, reason } = fault;
  const change = { isDown, assessesWhenDown: isDown && fault.assessesWhenDown };
  await environment.store.inTransaction((tx) =>
    switchSystem(tx, ctx, application, change, { isPlanned, reason }),
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
  await receivePayment(environment.as(actorOf(partner)), {
    programAccount: partner.bn15,
    channel,
    amount: toWire(amount),
  });
}

function actorOf(partner: Partner): Actor {
  const { bn9, legalName } = partner;
  return {
    id: `partner ${bn9}`,
    name: legalName,
    kind: 'partner',
    bn9,
    scopes: new Set(partnerRights),
    channel: 'API',
  };
}

function insertInOrder(steps: Step[], step: Step, from: number): void {
  let index = from;
  while (index < steps.length && Temporal.ZonedDateTime.compare(steps[index]!.at, step.at) <= 0) index += 1;
  steps.splice(index, 0, step);
}
