import { requireRight, requireScope } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import { fromWire, toWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { enrolmentOf } from './enrolled.ts';
import { requireAmount } from './enter-agreement.ts';
import { reconsider } from './indicator.ts';
import {
  findRequest,
  insertRequest,
  requestsOf,
  type SecurityRequest,
  updateRequest,
} from './request-store.ts';
import { requireSpare, returnCashIn } from './return-cash.ts';
import { changeEnrolment } from './store.ts';
import type { CashReturnInput, ReductionInput } from './types.ts';

/** One request at a time, decided once. */
export class SecurityRequestNotOpen extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'SECURITY_REQUEST_NOT_OPEN';

  constructor({ id, state }: SecurityRequest) {
    super(
      {
        en: `Request ${id} about security is ${state}; one is decided before the next`,
        fr: `La demande ${id} au sujet de la garantie est à l’état ${state}; l’une est tranchée avant la suivante`,
      },
      { id, state },
    );
  }
}

/**
 * Ask to secure less than the highest month of the last twelve, with a rationale; the CBSA decides. What is required
 * stays until then.
 *
 * @throws NotFound where the account is not enrolled, InvalidInput for no less than is required, SecurityRequestNotOpen
 *
 * Source: Customs Notice 25-22 (request for a reduction).
 */
export async function requestReduction(
  ctx: Context,
  programAccount: string,
  { highestMonth, rationale }: ReductionInput,
): Promise<SecurityRequest> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'security:manage', programAccount);
    const { highestMonthCents } = await enrolmentOf(tx, programAccount);
    const askedCents = fromWire(highestMonth);
    if (askedCents >= highestMonthCents) throw notLess(toWire(highestMonthCents));
    return keep(tx, ctx, { kind: 'REDUCTION', programAccount, askedCents, rationale });
  });
}

/**
 * Ask for cash security back. It is looked at as it stands: what cannot be done without is not asked for.
 *
 * @throws CashStillNeeded, SecurityRequestNotOpen
 *
 * Law: Customs Act s. 3.4. Assumption A-25.
 */
export async function requestCashReturn(
  ctx: Context,
  programAccount: string,
  { amount, rationale }: CashReturnInput,
): Promise<SecurityRequest> {
  const askedCents = requireAmount(amount);
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'security:manage', programAccount);
    await requireSpare(tx, ctx, programAccount, askedCents);
    return keep(tx, ctx, { kind: 'CASH_RETURN', programAccount, askedCents, rationale });
  });
}

type Asked = Pick<SecurityRequest, 'kind' | 'programAccount' | 'askedCents' | 'rationale'>;

async function keep(tx: Tx, ctx: Context, asked: Asked): Promise<SecurityRequest> {
  const { kind, programAccount, askedCents } = asked;
  const open = (await requestsOf(tx, programAccount)).find(
    (each) => each.kind === kind && each.state === 'UNDER_REVIEW',
  );
  if (open !== undefined) throw new SecurityRequestNotOpen(open);
  const kept = await insertRequest(tx, {
    ...{ ...asked, state: 'UNDER_REVIEW', askedOn: ctx.clock.today(), askedBy: ctx.actor.id },
    ...{ decidedOn: null, decidedBy: null, reason: null },
  });
  await record(tx, ctx, {
    action: 'security.requested',
    subject: String(kept.id),
    onBehalfOf: programAccount,
    detail: { kind, askedCents },
  });
  return kept;
}

function notLess(required: string): InvalidInput {
  return new InvalidInput({
    en: `A month of $${required} is secured; ask for less`,
    fr: `Un mois de ${required} $ est garanti; demandez moins`,
  });
}

/**
 * Grant it, less until the next annual review or cash by cheque, or refuse it.
 *
 * @throws NotFound, SecurityRequestNotOpen, CashStillNeeded
 */
export async function decideRequest(
  ctx: Context,
  id: number,
  { isGranted, reason }: { isGranted: boolean; reason: string },
): Promise<SecurityRequest> {
  requireScope(ctx, 'security:decide');
  return ctx.store.inTransaction(async (tx) => {
    const asked = await findRequest(tx, id);
    if (asked === undefined) throw new NotFound({ en: 'Request', fr: 'La demande' }, String(id));
    if (asked.state !== 'UNDER_REVIEW') throw new SecurityRequestNotOpen(asked);
    const state = isGranted ? 'GRANTED' : 'REFUSED';
    const by = { decidedOn: ctx.clock.today(), decidedBy: ctx.actor.id };
    const decided: SecurityRequest = { ...asked, ...by, state, reason };
    await updateRequest(tx, decided);
    if (isGranted) await grant(tx, ctx, asked);
    const { kind, programAccount, askedCents } = asked;
    await record(tx, ctx, {
      action: 'security.request-decided',
      subject: String(id),
      onBehalfOf: programAccount,
      outcome: state.toLowerCase(),
      detail: { kind, askedCents, reason },
    });
    return decided;
  });
}

async function grant(tx: Tx, ctx: Context, { kind, programAccount, askedCents }: SecurityRequest) {
  if (kind === 'CASH_RETURN') await returnCashIn(tx, ctx, programAccount, askedCents);
  else await changeEnrolment(tx, programAccount, { highestMonthCents: askedCents });
  await reconsider(tx, ctx, programAccount);
}
