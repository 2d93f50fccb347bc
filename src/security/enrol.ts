import { requireRight } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context, Reader } from '../context.ts';
import { defectsIn } from '../defects/defects.ts';
import { DomainError, NotFound } from '../errors.ts';
import { type Cents, fromWire, toWire } from '../money.ts';
import { record } from '../storage/events.ts';
import { reconsider } from './indicator.ts';
import { highestMonthOf, isInOrder, positionOf } from './position.ts';
import { type Enrolment, findEnrolment, insertEnrolment } from './store.ts';
import type { EnrolmentInput } from './types.ts';

/** An account is enrolled once. */
export class AlreadyEnrolled extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ALREADY_ENROLLED';

  constructor(programAccount: string) {
    super({
      en: `${programAccount} is enrolled in release prior to payment already; read its security instead`,
      fr: `${programAccount} est déjà inscrit à la mainlevée avant paiement; consultez plutôt sa garantie`,
    });
  }
}

/** Without a history of imports the importer says what it expects. */
export class EstimateNeeded extends DomainError {
  readonly kind = 'refused';
  readonly code = 'ESTIMATE_NEEDED';

  constructor(programAccount: string) {
    super({
      en: `${programAccount} has no duties and taxes of the last 12 months; give an estimate of the highest month, 0.00 included`,
      fr: `${programAccount} n’a ni droits ni taxes des 12 derniers mois; donnez une estimation du mois le plus élevé, même 0.00`,
    });
  }
}

/** A known defect of CES 2.0 (CS0015769): nothing is an estimate like any other, and was refused. */
export class ZeroRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'ZERO_REFUSED';

  constructor() {
    super({
      en: 'The amount that you declare must be more than $0.00',
      fr: 'Le montant que vous déclarez doit être supérieur à 0,00 $',
    });
  }
}

/** Nothing is required of an account without duties, but then it may owe nothing either. */
export class DebtOutstanding extends DomainError {
  readonly kind = 'refused';
  readonly code = 'DEBT_OUTSTANDING';

  constructor(programAccount: string, overdue: Cents) {
    super(
      {
        en: `${programAccount} has $${toWire(overdue)} overdue; with a requirement of nothing it gets the indicator once that is paid`,
        fr: `${programAccount} a ${toWire(overdue)} $ en souffrance; sans garantie exigée, il aura l’indicateur une fois ce montant payé`,
      },
      { overdue: toWire(overdue) },
    );
  }
}

/**
 * Enrol an account in release prior to payment. It has the indicator as soon as its security is enough.
 *
 * Law: Customs Act s. 32(2). Source: Customs Notice 25-22 (enrolment at any time; requirement from the last 12 months).
 */
export async function enrolInRpp(
  ctx: Context,
  programAccount: string,
  input: EnrolmentInput,
): Promise<Enrolment> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'security:manage', programAccount);
    await requireImporter(tx, programAccount);
    if ((await findEnrolment(tx, programAccount)) !== undefined) throw new AlreadyEnrolled(programAccount);
    const today = ctx.clock.today();
    const estimateCents = input.estimatedMonth === undefined ? null : fromWire(input.estimatedMonth);
    if (estimateCents === 0 && (await defectsIn(ctx.store, tx)).includes('zero-self-declared'))
      throw new ZeroRefused();
    const highestMonthCents = (await highestMonthOf(tx, programAccount, today)) ?? estimateCents;
    if (highestMonthCents === null) throw new EstimateNeeded(programAccount);
    const enrolment: Enrolment = {
      programAccount,
      enrolledOn: today,
      estimateCents,
      highestMonthCents,
      nextHighestMonthCents: null,
      complyBy: null,
      belowSince: null,
      utilisation: 'none',
    };
    const position = await positionOf(tx, ctx, enrolment);
    if (highestMonthCents === 0 && !isInOrder(position))
      throw new DebtOutstanding(programAccount, position.overdueCents);
    await insertEnrolment(tx, enrolment);
    await record(tx, ctx, {
      action: 'security.rpp-enrolled',
      subject: programAccount,
      onBehalfOf: programAccount,
      detail: { estimateCents, highestMonthCents },
    });
    await reconsider(tx, ctx, programAccount);
    return enrolment;
  });
}

/** @throws NotFound when the account imports nothing */
export async function requireImporter(on: Reader, programAccount: string): Promise<void> {
  const account = await findAccount(on, programAccount);
  if (account === undefined || account.profile === 'EXPORTER') {
    throw new NotFound({ en: 'Importer account', fr: 'Le compte d’importateur' }, programAccount);
  }
}
