import { z } from '@hono/zod-openapi';
import { chart } from '../ledger/chart.ts';

/** How a payment reaches the CBSA, and the bank clearing account it posts to. */
export const paymentChannels = {
  'online-banking': { glAccount: chart.bank.online },
  'credit-card': { glAccount: chart.bank.card },
  'debit-card': { glAccount: chart.bank.card },
  edi: { glAccount: chart.bank.edi },
  office: { glAccount: chart.bank.office },
} as const;

export type PaymentChannel = keyof typeof paymentChannels;

export const PaymentInput = z.strictObject({
  programAccount: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  channel: z.enum(Object.keys(paymentChannels) as [PaymentChannel, ...PaymentChannel[]]),
  amount: z.string().regex(/^\d{1,13}(\.\d{1,2})?$/, { error: 'an amount such as "1234.50" is expected' }),
  /** Transactions to pay; each must be covered in full. Left out: oldest debt due first. */
  transactions: z
    .array(z.string().regex(/^\d{14}$/))
    .max(500)
    .optional(),
});

export type PaymentInput = z.infer<typeof PaymentInput>;
