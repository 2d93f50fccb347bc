import { z } from '@hono/zod-openapi';

/** What partners are told, by the action of the journal that tells it. */
export const noticeTypes = {
  'cad.accepted': 'A declaration was accepted',
  'cad.waiting': 'A declaration was filed and waits for its exchange rate',
  'cad.rejected': 'A declaration was rejected',
  'cad.correction': 'A declaration was corrected',
  'cad.withdrawal': 'A declaration was withdrawn',
  'cad.adjustment': 'An adjustment was approved and posted',
  'cad.redetermination': 'A declaration was re-determined',
  'cad.recalculation': 'A declaration was assessed anew by the CBSA',
  'cad.paid-and-released': 'Goods paid for were released',
  'adjustment.rejected': 'An adjustment was refused',
  'dispute.decided': 'A dispute was decided',
  'statement.issued': 'A statement of account was issued',
  'payment.received': 'A payment was received',
  'payment.in-transit': 'A payment is on its way',
  'debit-agreement.made': 'A pre-authorized debit agreement was made',
  'debit-agreement.edited': 'A pre-authorized debit agreement was edited',
  'debit-agreement.cancelled': 'A pre-authorized debit agreement was cancelled',
  'payment.returned': 'A payment was returned by its bank',
  'interest.waived': 'Interest was waived, wholly or in part',
  'interest.reduced': 'Interest is charged at the prescribed rate for some days',
  'interest.charged': 'Interest was charged',
  'disbursement.ordered': 'A credit will be paid out',
  'disbursement.paid': 'A credit was paid out',
  'disbursement.returned': 'A disbursement came back and is a credit again',
  'collection.reminder': 'Debt is overdue: a reminder',
  'collection.warning': 'Debt is overdue: a warning',
  'collection.arrears': 'Debt is overdue: notice of arrears, collected by the Canada Revenue Agency',
  'collection.security-demand': 'Debt is overdue: security is called on',
  'collection.legal-action': 'Debt is overdue: legal action is allowed',
  'collection.withdrawn': 'A collection was withdrawn: nothing is overdue',
  'write-off.approved': 'Debt was written off',
  'write-off.reversed': 'Debt that was written off is owed again',
  'security.threshold': 'Open debt uses much of the security held',
  'security.demanded': 'Overdue debt was demanded of a security provider',
  'security.below-requirement': 'The security held is below what is required',
  'security.rpp-lost': 'The indicator of release prior to payment is lost: goods are paid for before release',
  'security.rpp-given': 'The indicator of release prior to payment is given',
  'penalty.assessed': 'A penalty was assessed',
  'penalty.waived': 'A penalty was waived, wholly or in part',
  'penalty.reduced': 'A penalty was reduced by a corrective measure',
  'penalty.cancelled': 'A penalty was cancelled by a corrective measure',
  'penalty.redress-decided': 'A request for review of a penalty was decided',
} as const;

export type NoticeType = keyof typeof noticeTypes;

const names = Object.keys(noticeTypes) as [NoticeType, ...NoticeType[]];

export const SubscriptionInput = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(500),
  types: z.array(z.enum(names)).min(1).max(names.length),
});

export type SubscriptionInput = z.infer<typeof SubscriptionInput>;
