import { findAccount, findBusiness } from '../accounts/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type Cents, toWire } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { dueDates } from '../release/due-dates.ts';
import { depositedBy } from '../security/store.ts';
import { paidBy } from './store.ts';
import type { PaymentChannel } from './types.ts';

/** A credit card pays only so much. */
export class CardLimitReached extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CARD_LIMIT_REACHED';

  constructor(limit: Cents, remaining: Cents) {
    super(
      {
        en: `A credit card pays at most $${toWire(limit)}; $${toWire(remaining)} remain. Use a debit card or online banking`,
        fr: `Une carte de crédit paie au plus ${toWire(limit)} $; il reste ${toWire(remaining)} $. Utilisez une carte de débit ou les services bancaires en ligne`,
      },
      { limit: toWire(limit), remaining: toWire(remaining) },
    );
  }
}

/** Large amounts are paid electronically. */
export class ChequeTooLarge extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CHEQUE_TOO_LARGE';

  constructor(limit: Cents) {
    super(
      {
        en: `A cheque pays at most $${toWire(limit)}; pay electronically`,
        fr: `Un chèque paie au plus ${toWire(limit)} $; payez par voie électronique`,
      },
      { limit: toWire(limit) },
    );
  }
}

/** A wire is for those who have no account at a bank in Canada. */
export class WireForNonResidents extends DomainError {
  readonly kind = 'refused';
  readonly code = 'WIRE_FOR_NON_RESIDENTS';

  constructor(programAccount: string) {
    super(
      {
        en: `${programAccount} is of a resident of Canada; pay by online banking, card or pre-authorized debit`,
        fr: `${programAccount} est celui d’un résident du Canada; payez en ligne, par carte ou par débit préautorisé`,
      },
      { programAccount },
    );
  }
}

interface Wanted {
  programAccount: string;
  channel: PaymentChannel;
  amountCents: Cents;
}

/**
 * What one payment or deposit of cash security may come to by its channel.
 *
 * @throws CardLimitReached, ChequeTooLarge, WireForNonResidents
 *
 * Source: CARM Bulletin 5408 (one card limit for debts and cash security of an account); Customs Notice 17-33 (cheques).
 */
export async function requireWithinLimits(
  tx: Tx,
  ctx: Context,
  wanted: Wanted,
  reference: ReferenceData,
): Promise<void> {
  requireWithinOne(ctx, wanted, reference);
  if (wanted.channel === 'credit-card') await requireWithinCycle(tx, ctx, wanted, reference);
  if (wanted.channel === 'wire') await requireNonResident(tx, wanted.programAccount, reference);
}

/**
 * What one cheque pays, or one payment by card before its limit was for a billing cycle, however it is split.
 *
 * @throws CardLimitReached, ChequeTooLarge
 */
export function requireWithinOne(
  ctx: Context,
  { channel, amountCents }: Omit<Wanted, 'programAccount'>,
  reference: ReferenceData,
): void {
  const today = ctx.clock.today();
  const limit = (name: string) => limitOn(today, name, reference);
  if (channel === 'cheque' && amountCents > limit('cheque-limit'))
    throw new ChequeTooLarge(limit('cheque-limit'));
  if (channel !== 'credit-card' || isPerCycle(today)) return;
  const ofCard = limit('card-limit-per-cycle');
  if (amountCents > ofCard) throw new CardLimitReached(ofCard, ofCard);
}

/** From 2025-09-28 the limit is for a billing cycle and account; before, for each transaction. Source: CARM Bulletin 5408. */
const isPerCycle = (today: string): boolean => today >= '2025-09-28';

async function requireWithinCycle(
  tx: Tx,
  ctx: Context,
  wanted: Wanted,
  reference: ReferenceData,
): Promise<void> {
  if (!isPerCycle(ctx.clock.today())) return;
  const { limit, left } = await cardLimitOf(tx, ctx, wanted.programAccount, reference);
  if (wanted.amountCents > left) throw new CardLimitReached(limit, left);
}

/** What a credit card pays at most, and what is left of it: of one payment, or of this billing cycle. */
export async function cardLimitOf(
  on: Reader,
  ctx: Context,
  programAccount: string,
  reference: ReferenceData,
): Promise<{ limit: Cents; left: Cents }> {
  const today = ctx.clock.today();
  const limit = limitOn(today, 'card-limit-per-cycle', reference);
  if (!isPerCycle(today)) return { limit, left: limit };
  const cycle = dueDates('commercial', Temporal.PlainDate.from(today), 5, reference);
  const period = { start: cycle.periodStart, end: cycle.periodEnd };
  const used =
    (await paidBy(on, programAccount, 'credit-card', period)) +
    (await depositedBy(on, programAccount, 'credit-card', period));
  return { limit, left: Math.max(0, limit - used) };
}

const limitOn = (today: string, name: string, reference: ReferenceData): Cents =>
  reference.parameter(name, today).value.times(100).toNumber();

/** Assumption A-54: a business without a province of Canada is a non-resident. */
async function requireNonResident(tx: Tx, programAccount: string, reference: ReferenceData): Promise<void> {
  const account = (await findAccount(tx, programAccount))!;
  const business = await findBusiness(tx, account.bn9);
  if (business !== undefined && reference.has('provinces', business.province))
    throw new WireForNonResidents(programAccount);
}
