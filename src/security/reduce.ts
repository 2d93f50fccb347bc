import { requireRight, requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import { fromWire, toWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { enrolmentOf } from './enrolled.ts';
import { reconsider } from './indicator.ts';
import {
  findReduction,
  insertReduction,
  type Reduction,
  reductionsAskedBy,
  updateReduction,
} from './reduction-store.ts';
import { changeEnrolment } from './store.ts';
import type { ReductionInput } from './types.ts';

/** One request at a time, decided once. */
export class ReductionNotOpen extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'REDUCTION_NOT_OPEN';

  constructor({ id, state }: Reduction) {
    super(
      {
        en: `Request ${id} to secure less is ${state}; one is decided before the next`,
        fr: `La demande ${id} de réduction de garantie est à l’état ${state}; l’une est tranchée avant la suivante`,
      },
      { id, state },
    );
  }
}

/**
 * Ask to secure less than the highest month of the last twelve, with a rationale; the CBSA decides. What is required
 * stays until then.
 *
 * @throws NotFound where the account is not enrolled, InvalidInput for no less than is required, ReductionNotOpen
 *
 * Source: Customs Notice 25-22 (request for a reduction).
 */
export async function requestReduction(
  ctx: Context,
  programAccount: string,
  { highestMonth, rationale }: ReductionInput,
): Promise<Reduction> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'security:manage', programAccount);
    const { highestMonthCents } = await enrolmentOf(tx, programAccount);
    const askedCents = fromWire(highestMonth);
    if (askedCents >= highestMonthCents) throw notLess(toWire(highestMonthCents));
    const open = (await reductionsAskedBy(tx, programAccount)).find(({ state }) => state === 'UNDER_REVIEW');
    if (open !== undefined) throw new ReductionNotOpen(open);
    const asked = await insertReduction(tx, {
      ...{ programAccount, askedCents, rationale, state: 'UNDER_REVIEW' },
      ...{ askedOn: ctx.clock.today(), askedBy: ctx.actor.id },
      ...{ decidedOn: null, decidedBy: null, reason: null },
    });
    await record(tx, ctx, {
      action: 'security.reduction-asked',
      subject: String(asked.id),
      onBehalfOf: programAccount,
      detail: { askedCents },
    });
    return asked;
  });
}

function notLess(required: string): InvalidInput {
  return new InvalidInput({
    en: `A month of $${required} is secured; ask for less`,
    fr: `Un mois de ${required} $ est garanti; demandez moins`,
  });
}

/** Grant it, until the next annual review, or refuse it. @throws NotFound, ReductionNotOpen */
export async function decideReduction(
  ctx: Context,
  id: number,
  { isGranted, reason }: { isGranted: boolean; reason: string },
): Promise<Reduction> {
  requireScope(ctx, 'security:decide');
  return ctx.store.inTransaction(async (tx) => {
    const asked = await findReduction(tx, id);
    if (asked === undefined) throw new NotFound({ en: 'Request', fr: 'La demande' }, String(id));
    if (asked.state !== 'UNDER_REVIEW') throw new ReductionNotOpen(asked);
    const state = isGranted ? 'GRANTED' : 'REFUSED';
    const by = { decidedOn: ctx.clock.today(), decidedBy: ctx.actor.id };
    const decided: Reduction = { ...asked, ...by, state, reason };
    await updateReduction(tx, decided);
    const { programAccount, askedCents } = asked;
    if (isGranted) await changeEnrolment(tx, programAccount, { highestMonthCents: askedCents });
    await record(tx, ctx, {
      action: 'security.reduction-decided',
      subject: String(id),
      onBehalfOf: programAccount,
      outcome: state.toLowerCase(),
      detail: { askedCents, reason },
    });
    await reconsider(tx, ctx, programAccount);
    return decided;
  });
}
