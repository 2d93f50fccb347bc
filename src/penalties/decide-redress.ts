import { z } from '@hono/zod-openapi';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type Cents, fromWire, toCents } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { postPenalty } from './assess-penalty.ts';
import { lowerPenalty, requireStanding } from './change-penalty.ts';
import { keepStep, redressAt } from './redress-step.ts';
import { AmountOutOfRange } from './refusals.ts';
import { type Penalty, type Redress, updatePenalty } from './store.ts';
import { courtUntil } from './time-limits.ts';

const amount = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,2})?$/, { error: 'an amount such as "1234.50" is expected' });
const reason = z.string().min(1).max(2000);

export const DecisionInput = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.enum(['CANCELLED', 'UPHELD']), reason }),
  /** What is taken off, or demanded in addition. */
  z.strictObject({ decision: z.enum(['REMITTED', 'INCREASED']), amount, reason }),
]);

export type DecisionInput = z.infer<typeof DecisionInput>;

/** The client may still give evidence, and has given none. */
export class EvidenceStillDue extends DomainError {
  readonly kind = 'refused';
  readonly code = 'EVIDENCE_STILL_DUE';

  constructor(id: string, until: string) {
    super(
      {
        en: `The client may give evidence about penalty ${id} until ${until}; decide once it is given, or after that day`,
        fr: `Le client peut produire sa preuve au sujet de la sanction ${id} jusqu’au ${until}; décidez une fois la preuve reçue ou après ce jour`,
      },
      { until },
    );
  }
}

/**
 * Decide on a penalty as the Minister: there was no contravention, part of it is remitted, it stands, or more is
 * demanded up to what the Act allows. What was paid too much becomes a credit.
 *
 * @throws EvidenceStillDue, AmountOutOfRange, RedressOutOfOrder, PenaltyNoLongerStands
 *
 * Law: Customs Act ss. 131, 132, 133(1.1).
 */
export async function decideRedress(ctx: Context, id: string, input: DecisionInput): Promise<Redress> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const { penalty, redress } = await redressAt(tx, ctx, id, 'REASONS_GIVEN', 'penalty:issue');
    requireStanding(penalty);
    const today = ctx.clock.today();
    if (redress.evidence === null && today <= redress.evidenceUntil!)
      throw new EvidenceStillDue(id, redress.evidenceUntil!);
    const totalCents = await carryOut(tx, ctx, penalty, input, reference);
    const { decision } = input;
    const until = courtUntil(today, reference.holidays);
    return keepStep(
      tx,
      ctx,
      penalty,
      { ...redress, step: 'DECIDED', decision, decidedOn: today, courtUntil: until },
      { action: 'penalty.redress-decided', detail: { decision, reason: input.reason, totalCents } },
    );
  });
}

/** Gives what the decision does to the client's debt. */
export async function carryOut(
  tx: Tx,
  ctx: Context,
  penalty: Penalty,
  input: DecisionInput,
  reference: ReferenceData,
): Promise<Cents> {
  switch (input.decision) {
    case 'UPHELD':
      return 0;
    case 'CANCELLED':
      return lowerPenalty(tx, ctx, penalty, { owedCents: 0, status: 'CANCELLED' });
    case 'REMITTED': {
      const remitted = within(fromWire(input.amount), penalty.owedCents - 1);
      return lowerPenalty(tx, ctx, penalty, { owedCents: penalty.owedCents - remitted, status: 'STANDS' });
    }
    case 'INCREASED': {
      const maximum = toCents(reference.parameter('penalty-maximum', penalty.servedOn).value);
      const room = maximum * penalty.contraventions - penalty.owedCents;
      return demandMore(tx, ctx, penalty, within(fromWire(input.amount), room));
    }
  }
}

function within(cents: Cents, most: Cents): Cents {
  if (cents < 1 || cents > most) throw new AmountOutOfRange(1, most);
  return cents;
}

async function demandMore(tx: Tx, ctx: Context, penalty: Penalty, amountCents: Cents): Promise<Cents> {
  const today = ctx.clock.today();
  await postPenalty(tx, ctx, {
    ...penalty,
    amountCents,
    dueOn: today,
    interestFrom: dayAfter(today),
  });
  await updatePenalty(tx, penalty.id, { owedCents: penalty.owedCents + amountCents });
  return amountCents;
}
