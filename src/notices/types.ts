import { z } from '@hono/zod-openapi';
import type { Bilingual } from '../errors.ts';

/** What partners are told, by the action of the journal that tells it. */
export const noticeTypes = {
  'cad.accepted': { en: 'A declaration was accepted', fr: 'Une déclaration a été acceptée' },
  'cad.waiting': {
    en: 'A declaration was filed and waits for its exchange rate',
    fr: 'Une déclaration a été soumise et attend son taux de change',
  },
  'cad.rejected': { en: 'A declaration was rejected', fr: 'Une déclaration a été rejetée' },
  'cad.correction': { en: 'A declaration was corrected', fr: 'Une déclaration a été corrigée' },
  'cad.withdrawal': { en: 'A declaration was withdrawn', fr: 'Une déclaration a été retirée' },
  'cad.adjustment': {
    en: 'An adjustment was approved and posted',
    fr: 'Un rajustement a été approuvé et inscrit',
  },
  'cad.redetermination': { en: 'A declaration was re-determined', fr: 'Une déclaration a été révisée' },
  'cad.recalculation': {
    en: 'A declaration was assessed anew by the CBSA',
    fr: 'L’ASFC a recalculé une déclaration',
  },
  'cad.paid-and-released': {
    en: 'Goods paid for were released',
    fr: 'Des marchandises payées ont été dédouanées',
  },
  'release.overdue': {
    en: 'Released goods are not accounted for in time',
    fr: 'Des marchandises dédouanées ne sont pas déclarées à temps',
  },
  'adjustment.rejected': { en: 'An adjustment was refused', fr: 'Un rajustement a été refusé' },
  'dispute.decided': { en: 'A dispute was decided', fr: 'Une contestation a été tranchée' },
  'statement.issued': { en: 'A statement of account was issued', fr: 'Un relevé de compte a été émis' },
  'payment.received': { en: 'A payment was received', fr: 'Un paiement a été reçu' },
  'payment.in-transit': { en: 'A payment is on its way', fr: 'Un paiement est en route' },
  'debit-agreement.made': {
    en: 'A pre-authorized debit agreement was made',
    fr: 'Un accord de débit préautorisé a été conclu',
  },
  'debit-agreement.edited': {
    en: 'A pre-authorized debit agreement was edited',
    fr: 'Un accord de débit préautorisé a été modifié',
  },
  'debit-agreement.cancelled': {
    en: 'A pre-authorized debit agreement was cancelled',
    fr: 'Un accord de débit préautorisé a été annulé',
  },
  'payment.returned': {
    en: 'A payment was returned by its bank',
    fr: 'Un paiement a été retourné par sa banque',
  },
  'interest.waived': {
    en: 'Interest was waived, wholly or in part',
    fr: 'Il a été renoncé à des intérêts, en tout ou en partie',
  },
  'interest.reduced': {
    en: 'Interest is charged at the prescribed rate for some days',
    fr: 'Des intérêts courent au taux réglementaire pendant quelques jours',
  },
  'interest.charged': { en: 'Interest was charged', fr: 'Des intérêts ont été imposés' },
  'disbursement.ordered': { en: 'A credit will be paid out', fr: 'Un crédit sera versé' },
  'disbursement.paid': { en: 'A credit was paid out', fr: 'Un crédit a été versé' },
  'disbursement.returned': {
    en: 'A disbursement came back and is a credit again',
    fr: 'Un versement est revenu et redevient un crédit',
  },
  'collection.reminder': { en: 'Debt is overdue: a reminder', fr: 'Dette en souffrance : rappel' },
  'collection.warning': { en: 'Debt is overdue: a warning', fr: 'Dette en souffrance : avertissement' },
  'collection.arrears': {
    en: 'Debt is overdue: notice of arrears, collected by the Canada Revenue Agency',
    fr: 'Dette en souffrance : avis d’arriérés, recouvrement par l’Agence du revenu du Canada',
  },
  'collection.security-demand': {
    en: 'Debt is overdue: security is called on',
    fr: 'Dette en souffrance : la garantie est appelée',
  },
  'collection.legal-action': {
    en: 'Debt is overdue: legal action is allowed',
    fr: 'Dette en souffrance : une action en justice est permise',
  },
  'collection.withdrawn': {
    en: 'A collection was withdrawn: nothing is overdue',
    fr: 'Un recouvrement a pris fin : rien n’est en souffrance',
  },
  'write-off.approved': { en: 'Debt was written off', fr: 'Une dette a été radiée' },
  'write-off.reversed': {
    en: 'Debt that was written off is owed again',
    fr: 'Une dette radiée est due de nouveau',
  },
  'security.requirement-notice': {
    en: 'More security is required by a day',
    fr: 'Une garantie plus élevée est exigée à une date',
  },
  'security.request-decided': {
    en: 'A request about security was decided',
    fr: 'Une demande au sujet de la garantie a été tranchée',
  },
  'security.threshold': {
    en: 'Open debt uses much of the security held',
    fr: 'La dette ouverte utilise une grande part de la garantie détenue',
  },
  'security.demanded': {
    en: 'Overdue debt was demanded of a security provider',
    fr: 'Une dette en souffrance a été réclamée à une caution',
  },
  'security.below-requirement': {
    en: 'The security held is below what is required',
    fr: 'La garantie détenue est inférieure à ce qui est exigé',
  },
  'security.rpp-lost': {
    en: 'The indicator of release prior to payment is lost: goods are paid for before release',
    fr: 'La mainlevée avant paiement est perdue : les marchandises sont payées avant la mainlevée',
  },
  'security.rpp-given': {
    en: 'The indicator of release prior to payment is given',
    fr: 'La mainlevée avant paiement est accordée',
  },
  'penalty.assessed': { en: 'A penalty was assessed', fr: 'Une sanction a été imposée' },
  'penalty.waived': {
    en: 'A penalty was waived, wholly or in part',
    fr: 'Il a été renoncé à une sanction, en tout ou en partie',
  },
  'penalty.reduced': {
    en: 'A penalty was reduced by a corrective measure',
    fr: 'Une sanction a été réduite par une mesure corrective',
  },
  'penalty.cancelled': {
    en: 'A penalty was cancelled by a corrective measure',
    fr: 'Une sanction a été annulée par une mesure corrective',
  },
  'ruling.information-required': {
    en: 'A request for a ruling needs more information',
    fr: 'Une demande de décision anticipée requiert plus de renseignements',
  },
  'ruling.decided': { en: 'A ruling was rendered', fr: 'Une décision anticipée a été rendue' },
  'penalty.redress-decided': {
    en: 'A request for review of a penalty was decided',
    fr: 'Une demande de révision d’une sanction a été tranchée',
  },
} as const satisfies Record<string, Bilingual>;

export type NoticeType = keyof typeof noticeTypes;

const names = Object.keys(noticeTypes) as [NoticeType, ...NoticeType[]];

export const SubscriptionInput = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(500),
  types: z.array(z.enum(names)).min(1).max(names.length),
});

export type SubscriptionInput = z.infer<typeof SubscriptionInput>;
