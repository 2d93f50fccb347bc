import { z } from '@hono/zod-openapi';
import { requireRight } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import {
  changeDebitAgreement,
  type DebitAgreement,
  debitAgreementsOf,
  findDebitAgreement,
  insertDebitAgreement,
} from './debit-store.ts';

export const BankDetails = z.strictObject({
  institution: z.string().regex(/^\d{3}$/, { error: 'three digits are expected' }),
  transit: z.string().regex(/^\d{5}$/, { error: 'five digits are expected' }),
  accountNumber: z.string().regex(/^\d{7,12}$/, { error: 'seven to twelve digits are expected' }),
  holder: z.string().min(1).max(100),
});

export const DebitAgreementInput = BankDetails.extend({
  certifies: z.literal(true).openapi({
    description: 'That the holder lets the CBSA debit the account, and that the details are right',
  }),
});

type DebitAgreementInput = z.infer<typeof DebitAgreementInput>;

/** An account is debited under one agreement at a time. */
export class DebitAgreementInForce extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'DEBIT_AGREEMENT_IN_FORCE';

  constructor(id: number) {
    super(
      {
        en: `Pre-authorized debit agreement ${id} is in force; edit or cancel that one`,
        fr: `L’accord de débit préautorisé ${id} est en vigueur; modifiez-le ou annulez-le`,
      },
      { id },
    );
  }
}

/** What is cancelled cannot be edited or cancelled. */
export class DebitAgreementCancelled extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'DEBIT_AGREEMENT_CANCELLED';

  constructor(id: number, cancelledOn: string) {
    super(
      {
        en: `Pre-authorized debit agreement ${id} was cancelled on ${cancelledOn}; make a new one`,
        fr: `L’accord de débit préautorisé ${id} a été annulé le ${cancelledOn}; concluez-en un nouveau`,
      },
      { id },
    );
  }
}

/** Let the CBSA draw what each statement asks for on its due date. Source: CBSA, payments (pre-authorized debit). */
export async function agreeToDebits(
  ctx: Context,
  programAccount: string,
  input: DebitAgreementInput,
): Promise<DebitAgreement> {
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'payment:make', programAccount);
    if ((await findAccount(tx, programAccount)) === undefined)
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, programAccount);
    const inForce = (await debitAgreementsOf(tx, programAccount)).find((each) => each.cancelledOn === null);
    if (inForce !== undefined) throw new DebitAgreementInForce(inForce.id);
    const { certifies: _, ...details } = input;
    const agreedOn = ctx.clock.today();
    const agreement = { programAccount, ...details, agreedOn, cancelledOn: null };
    return tell(tx, ctx, await insertDebitAgreement(tx, agreement), 'debit-agreement.made');
  });
}

/** Debit another bank account from now on. */
export async function editDebitAgreement(
  ctx: Context,
  { programAccount, id }: { programAccount: string; id: number },
  input: DebitAgreementInput,
): Promise<DebitAgreement> {
  return ctx.store.inTransaction(async (tx) => {
    const agreement = await inForceBy(tx, ctx, programAccount, id);
    const { certifies: _, ...details } = input;
    return tell(tx, ctx, await changeDebitAgreement(tx, agreement, details), 'debit-agreement.edited');
  });
}

/** No debit is made any more; what was ordered before goes on. */
export async function cancelDebitAgreement(
  ctx: Context,
  { programAccount, id }: { programAccount: string; id: number },
): Promise<DebitAgreement> {
  return ctx.store.inTransaction(async (tx) => {
    const agreement = await inForceBy(tx, ctx, programAccount, id);
    const cancelled = await changeDebitAgreement(tx, agreement, { cancelledOn: ctx.clock.today() });
    return tell(tx, ctx, cancelled, 'debit-agreement.cancelled');
  });
}

/** @throws Forbidden, NotFound, DebitAgreementCancelled */
async function inForceBy(tx: Tx, ctx: Context, programAccount: string, id: number): Promise<DebitAgreement> {
  await requireRight(ctx, tx, 'payment:make', programAccount);
  const agreement = await findDebitAgreement(tx, id);
  if (agreement?.programAccount !== programAccount)
    throw new NotFound(
      { en: 'Pre-authorized debit agreement', fr: 'L’accord de débit préautorisé' },
      String(id),
    );
  if (agreement.cancelledOn !== null) throw new DebitAgreementCancelled(id, agreement.cancelledOn);
  return agreement;
}

async function tell(
  tx: Tx,
  ctx: Context,
  agreement: DebitAgreement,
  action: string,
): Promise<DebitAgreement> {
  const { id, programAccount, institution } = agreement;
  await record(tx, ctx, {
    action,
    subject: String(id),
    onBehalfOf: programAccount,
    detail: { institution, endsIn: lastDigits(agreement) },
  });
  return agreement;
}

/** A bank account is shown by its last digits. */
export function lastDigits({ accountNumber }: { accountNumber: string }): string {
  return accountNumber.slice(-4);
}
