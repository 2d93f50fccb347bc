import { z } from '@hono/zod-openapi';
import { chart } from '../ledger/chart.ts';

interface ChannelFacts {
  /** The bank clearing account it posts to. */
  glAccount: string;
  /** Which cut-off and how many days until it is posted. */
  kind: 'electronic' | 'cheque' | 'in-person';
  /** Whether a bank has to answer before the payment is taken. */
  needsBank: boolean;
}

/** How a payment reaches the CBSA. */
export const paymentChannels = {
  'online-banking': { glAccount: chart.bank.online, kind: 'electronic', needsBank: true },
  'credit-card': { glAccount: chart.bank.card, kind: 'electronic', needsBank: true },
  'debit-card': { glAccount: chart.bank.card, kind: 'electronic', needsBank: true },
  edi: { glAccount: chart.bank.edi, kind: 'electronic', needsBank: true },
  wire: { glAccount: chart.bank.wire, kind: 'electronic', needsBank: true },
  office: { glAccount: chart.bank.office, kind: 'in-person', needsBank: false },
  cheque: { glAccount: chart.bank.cheque, kind: 'cheque', needsBank: false },
  'pre-authorized-debit': { glAccount: chart.bank.preAuthorizedDebit, kind: 'electronic', needsBank: true },
} as const satisfies Record<string, ChannelFacts>;

export type PaymentChannel = keyof typeof paymentChannels;

/** A payer pays by all of them but the one that the CBSA uses itself. */
const payersChannels = [
  'online-banking',
  'credit-card',
  'debit-card',
  'edi',
  'wire',
  'office',
  'cheque',
] as const satisfies readonly PaymentChannel[];

export const Bn15 = z
  .string()
  .regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' });

export const Amount = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,2})?$/, { error: 'an amount such as "1234.50" is expected' });

/** Transactions to pay; each must be covered in full. Left out: oldest debt due first. */
const transactions = z
  .array(z.string().regex(/^\d{14}$/))
  .max(500)
  .optional();

export const PaymentInput = z.strictObject({
  programAccount: Bn15,
  channel: z.enum(payersChannels),
  amount: Amount,
  transactions,
});

export type PaymentInput = z.infer<typeof PaymentInput>;

export const GroupPaymentInput = z.strictObject({
  channel: z.enum(payersChannels),
  total: Amount.openapi({ description: 'What leaves the payer’s account: the sum of the payments' }),
  payments: z
    .array(z.strictObject({ programAccount: Bn15, amount: Amount, transactions }))
    .min(1)
    .max(200),
});

export type GroupPaymentInput = z.infer<typeof GroupPaymentInput>;

export const BankMessage = z.strictObject({
  bankReference: z
    .string()
    .min(1)
    .max(40)
    .openapi({ description: 'The bank’s own; a message is taken once' }),
  channel: z.enum(['online-banking', 'edi', 'wire']),
  payer: z.string().min(1).max(100),
  paidOn: z.iso.date().optional().openapi({ description: 'Value date; today when left out' }),
  remittances: z
    .array(
      z.strictObject({
        account: z
          .string()
          .min(1)
          .max(30)
          .openapi({ description: 'As the payer typed it: a BN15 is expected' }),
        amount: Amount,
      }),
    )
    .min(1)
    .max(500),
});

export type BankMessage = z.infer<typeof BankMessage>;
