import { z } from '@hono/zod-openapi';
import { BankDetails } from '../payments/debit-agreements.ts';
import { Amount } from '../payments/types.ts';

const amount = Amount.optional().openapi({ description: 'All of the credit when left out' });

/** A cheque goes to the business, a deposit to the account that it names. */
export const DisbursementInput = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('CHEQUE'), amount }),
  z.strictObject({ method: z.literal('DIRECT_DEPOSIT'), amount, bank: BankDetails.omit({ holder: true }) }),
]);

export type DisbursementInput = z.infer<typeof DisbursementInput>;
