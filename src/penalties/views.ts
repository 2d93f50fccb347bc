import { z } from '@hono/zod-openapi';
import { toWire } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { contraventionOf } from './contraventions.ts';
import type { Penalty, Redress } from './store.ts';
import { timeLimits } from './time-limits.ts';

export const RedressView = z
  .object({
    step: z.string(),
    grounds: z.string(),
    askedOn: z.string(),
    reasons: z.string().nullable(),
    evidenceUntil: z.string().nullable(),
    evidence: z.string().nullable(),
    decision: z.string().nullable(),
    decidedOn: z.string().nullable(),
    courtUntil: z.string().nullable(),
    courtFile: z.string().nullable(),
    courtOn: z.string().nullable(),
    courtDecision: z.string().nullable(),
    courtDecidedOn: z.string().nullable(),
  })
  .openapi('Redress');

export const PenaltySummary = z
  .object({
    penalty: z.string(),
    kind: z.enum(['LAP', 'NPA', 'LPP']),
    contravention: z.string(),
    contraventionEn: z.string(),
    contraventionFr: z.string(),
    programAccount: z.string(),
    subject: z.string(),
    level: z.number().int(),
    assessed: z.string(),
    owed: z.string().openapi({ description: 'What stands of it, paid or not' }),
    status: z.string(),
    committedOn: z.string(),
    servedOn: z.string(),
  })
  .openapi('PenaltySummary');

export const PenaltyView = PenaltySummary.extend({
  contraventions: z.number().int(),
  reason: z.string().nullable(),
  payWithoutInterestUntil: z.string(),
  correctiveMeasureUntil: z.string(),
  redressUntil: z.string(),
  extensionUntil: z.string(),
  redress: RedressView.nullable(),
}).openapi('Penalty');

export function toSummary(penalty: Penalty, reference: ReferenceData) {
  const { id, kind, contravention, programAccount, subject, level, status, committedOn, servedOn } = penalty;
  const { name } = contraventionOf(reference, contravention, servedOn);
  return {
    penalty: id,
    kind,
    contravention,
    contraventionEn: name.en,
    contraventionFr: name.fr,
    programAccount,
    subject,
    level,
    assessed: toWire(penalty.assessedCents),
    owed: toWire(penalty.owedCents),
    status,
    committedOn,
    servedOn,
  };
}

export function toPenaltyView(penalty: Penalty, redress: Redress | undefined, reference: ReferenceData) {
  const { contraventions, reason, servedOn } = penalty;
  return {
    ...toSummary(penalty, reference),
    contraventions,
    reason,
    ...timeLimits(servedOn, reference.holidays),
    redress: redress === undefined ? null : toRedressView(redress),
  };
}

export function toRedressView({ penaltyId, askedBy, ...shown }: Redress) {
  return shown;
}
