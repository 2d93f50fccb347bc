import { z } from '@hono/zod-openapi';
import { toWire } from '../money.ts';
import type { Unidentified } from './bank-store.ts';
import { chargeName } from './charge-names.ts';
import { lastDigits } from './debit-agreements.ts';
import type { DebitAgreement } from './debit-store.ts';
import type { Receipt } from './receipt.ts';
import type { TakenPayment } from './store.ts';
import type { TransactionReceipt } from './transaction-receipt.ts';

export const PaymentView = z
  .object({
    receipt: z.string(),
    programAccount: z.string(),
    channel: z.string(),
    amount: z.string(),
    valueOn: z.string(),
    receivedAt: z.string(),
    transactions: z.array(z.string()).openapi({ description: 'Those that the payer chose' }),
    paidBy: z.string().nullable().openapi({ description: 'BN9 of who paid for the business' }),
    group: z.string().nullable().openapi({ description: 'Payments that were made as one' }),
    duplicateOf: z
      .string()
      .nullable()
      .openapi({ description: 'A receipt: the statement seems to be paid already by it; this is a credit' }),
  })
  .openapi('Payment');

export const ReceiptView = PaymentView.extend({
  status: z.enum(['IN_TRANSIT', 'POSTED', 'RETURNED']),
  postsOn: z.string().nullable().openapi({ description: 'In transit: the day on which it shows' }),
  cleared: z.array(
    z.object({
      document: z.number().int(),
      code: z.string(),
      reference: z.string(),
      amount: z.string(),
      clearedOn: z.string(),
      statement: z.string().nullable(),
    }),
  ),
  credit: z.string().openapi({ description: 'What of it is left' }),
}).openapi('Receipt');

export const TransactionReceiptView = z
  .object({
    transactionNumber: z.string(),
    version: z.number().int(),
    programAccount: z.string(),
    items: z.array(
      z.object({
        document: z.number().int(),
        code: z.string(),
        postedOn: z.string(),
        dueOn: z.string(),
        amount: z.string(),
        charges: z
          .array(z.object({ account: z.string(), en: z.string(), fr: z.string(), amount: z.string() }))
          .openapi({ description: 'By kind of charge; they add up to the amount' }),
        paid: z
          .array(
            z.object({
              document: z.number().int(),
              code: z.string(),
              receipt: z.string().nullable(),
              amount: z.string(),
              clearedOn: z.string(),
            }),
          )
          .openapi({ description: 'What cleared it; of a credit, what it cleared' }),
        open: z.string(),
      }),
    ),
    charged: z.string(),
    paid: z.string(),
    open: z.string().openapi({ description: 'Charged is paid and open' }),
  })
  .openapi('TransactionReceipt');

export const UnidentifiedView = z
  .object({
    id: z.number().int(),
    payee: z.string(),
    payer: z.string(),
    channel: z.string(),
    amount: z.string(),
    valueOn: z.string(),
    receivedAt: z.string(),
    status: z.enum(['OPEN', 'IDENTIFIED', 'SENT_BACK']),
    receipt: z.string().nullable(),
  })
  .openapi('UnidentifiedPayment');

export const DebitAgreementView = z
  .object({
    id: z.number().int(),
    programAccount: z.string(),
    institution: z.string(),
    transit: z.string(),
    accountEndsIn: z.string(),
    holder: z.string(),
    agreedOn: z.string(),
    cancelledOn: z.string().nullable(),
  })
  .openapi('DebitAgreement');

export function toPaymentView(payment: TakenPayment) {
  const { id, programAccount, channel, amountCents, valueOn, receivedAt, chosen } = payment;
  return {
    receipt: id,
    programAccount,
    channel,
    amount: toWire(amountCents),
    valueOn,
    receivedAt,
    transactions: chosen,
    paidBy: payment.payerBn9,
    group: payment.groupId,
    duplicateOf: payment.duplicateOf,
  };
}

export function toReceiptView({ payment, status, postsOn, cleared, creditCents }: Receipt) {
  return {
    ...toPaymentView(payment),
    status,
    postsOn,
    cleared: cleared.map(({ amountCents, ...each }) => ({ ...each, amount: toWire(amountCents) })),
    credit: toWire(creditCents),
  };
}

export function toTransactionReceiptView({ cad, items, ...totals }: TransactionReceipt) {
  return {
    transactionNumber: cad.transactionNumber,
    version: cad.version,
    programAccount: cad.importerBn15,
    items: items.map(({ document, charges, paid, openCents }) => ({
      document: document.id,
      ...{ code: document.code, postedOn: document.postedOn, dueOn: document.dueOn },
      amount: toWire(document.amountCents),
      charges: charges.map(({ glAccount, amountCents }) => ({
        ...{ account: glAccount, ...chargeName(glAccount), amount: toWire(amountCents) },
      })),
      paid: paid.map(({ amountCents, ...each }) => ({ ...each, amount: toWire(amountCents) })),
      open: toWire(openCents),
    })),
    charged: toWire(totals.chargedCents),
    paid: toWire(totals.paidCents),
    open: toWire(totals.openCents),
  };
}

export function toUnidentifiedView({ amountCents, ...payment }: Unidentified) {
  return { ...payment, amount: toWire(amountCents) };
}

export function toDebitAgreementView({ accountNumber, ...agreement }: DebitAgreement) {
  return { ...agreement, accountEndsIn: lastDigits({ accountNumber }) };
}
