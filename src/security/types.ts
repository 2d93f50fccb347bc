import { z } from '@hono/zod-openapi';
import { isProgramAccountNumber } from '../accounts/identifiers.ts';
import { chart } from '../ledger/chart.ts';

/**
 * How cash security reaches the CBSA, and the bank clearing account it posts to.
 *
 * Source: CARM Bulletin 5408 (by credit card as well). Assumption A-24: not by wire or pre-authorized debit.
 */
export const depositChannels = {
  'online-banking': chart.bank.online,
  'credit-card': chart.bank.card,
  'debit-card': chart.bank.card,
  edi: chart.bank.edi,
  office: chart.bank.office,
  cheque: chart.bank.cheque,
} as const;

export type DepositChannel = keyof typeof depositChannels;

const account = z
  .string()
  .refine(isProgramAccountNumber, { error: 'a BN15 such as 123456782RM0001 is expected' });

const amount = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,2})?$/, { error: 'an amount such as "1234.50" is expected' });

export const EnrolmentInput = z.strictObject({
  /** What a new importer expects of its highest month, GST included; "0.00" is an answer. */
  estimatedMonth: amount.optional(),
});

/** What security is given for. Source: form BSF259. */
export const securedPrograms = [
  'importation',
  'carrier',
  'clvs',
  'customs-broker',
  'bonded-warehouse',
  'sufferance-warehouse',
  'duty-free-shop',
  'other',
] as const;

/** What the law asks to be told of a security agreement. SOR/2024-42 s. 5(2). */
export const AgreementInput = z.strictObject({
  programAccount: account,
  program: z.enum(securedPrograms).default('importation'),
  provider: z.string().regex(/^\d{9}$/, { error: 'a business number of nine digits is expected' }),
  agreementNumber: z.string().min(1).max(30),
  authority: z.string().min(1).max(100),
  amount,
  validFrom: z.iso.date(),
  /** Left out: continuous. */
  validTo: z.iso.date().optional(),
});

export const AmendmentInput = z.strictObject({
  amount: amount.optional(),
  /** Null: continuous. */
  validTo: z.iso.date().nullable().optional(),
});

export const TerminationInput = z.strictObject({
  /** The first day on which the agreement is no longer in force. */
  terminatesOn: z.iso.date(),
});

export const DepositInput = z.strictObject({
  channel: z.enum(Object.keys(depositChannels) as [DepositChannel, ...DepositChannel[]]),
  amount,
});

export const AmountInput = z.strictObject({ amount });

/** A lower month that the importer asks to secure. */
export const ReductionInput = z.strictObject({
  highestMonth: amount,
  rationale: z.string().min(1).max(2000),
});

export const RequestDecisionInput = z.strictObject({
  isGranted: z.boolean(),
  reason: z.string().min(1).max(2000),
});

/** A higher month that the CBSA asks to be secured. */
export const AdditionalInput = z.strictObject({
  highestMonth: amount,
  complyBy: z.iso.date(),
  reason: z.string().min(1).max(2000),
});

export const CashReturnInput = z.strictObject({ amount, rationale: z.string().min(1).max(2000) });

export type CashReturnInput = z.infer<typeof CashReturnInput>;
export type ReductionInput = z.infer<typeof ReductionInput>;
export type AdditionalInput = z.infer<typeof AdditionalInput>;
export type SecuredProgram = (typeof securedPrograms)[number];

export const RebuttalInput = z.strictObject({ grounds: z.string().min(1).max(2000) });

export const RulingInput = z.strictObject({ ruling: z.enum(['upheld', 'withdrawn']) });

export type EnrolmentInput = z.infer<typeof EnrolmentInput>;
export type AgreementInput = z.infer<typeof AgreementInput>;
export type AmendmentInput = z.infer<typeof AmendmentInput>;
export type DepositInput = z.infer<typeof DepositInput>;
export type Ruling = z.infer<typeof RulingInput>['ruling'];
