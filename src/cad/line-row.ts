import type { LineAssessment } from '../assessment/types.ts';
import type { cadLines } from './store.ts';

/** A row keeps a line's assessment small: most lines bear no special duty, and nil need not be written. */
export function othersOf(assessment: LineAssessment): Partial<LineAssessment> {
  const others: Record<string, unknown> = {};
  for (const name in assessment) {
    const value = assessment[name as keyof LineAssessment];
    if (value !== 0 && !inColumns.has(name)) others[name] = value;
  }
  if (assessment.vft === assessment.vfd + assessment.duty) delete others.vft;
  if (assessment.simaCode === notSubject) delete others.simaCode;
  return others;
}

const inColumns = new Set(['vfd', 'duty', 'gst', 'total', 'appliedTreatment']);

/** The SIMA code of most goods. */
const notSubject = '10';

/** A line's assessment as it was, from its row. */
export function assessmentOf(row: typeof cadLines.$inferSelect): LineAssessment {
  const { vfdCents: vfd, dutyCents: duty, gstCents: gst, totalCents: total, treatment, other } = row;
  const {
    antiDumping = 0,
    countervailing = 0,
    surtax = 0,
    safeguard = 0,
    exciseDuty = 0,
    exciseTax = 0,
  } = other;
  const { luxuryTax = 0, vft = vfd + duty, provincialTax = 0, simaCode = notSubject, ...rest } = other;
  const special = { antiDumping, countervailing, surtax, safeguard, exciseDuty, exciseTax, luxuryTax };
  return {
    ...rest,
    vfd,
    duty,
    ...special,
    vft,
    gst,
    provincialTax,
    total,
    appliedTreatment: treatment,
    simaCode,
  };
}
