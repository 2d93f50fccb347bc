import type { DueWork, SliceResult } from '../clock/due-work.ts';
import { nextDaily } from '../clock/instants.ts';
import type { Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { reconsider } from './indicator.ts';
import { reviewDay, reviewRequirement } from './review.ts';
import { agreementsPast, changeAgreement, type Enrolment, enrolmentsAfter } from './store.ts';
import { watchAccount } from './watch.ts';

/** Small enough that a request between two slices waits a few milliseconds. */
const accountsPerSlice = 20;

/** Agreements end with their last day. Law: SOR/2024-42 s. 7. Time of day: A-27. */
const endOfAgreements: DueWork = {
  kind: 'security-ends',
  nextAfter: (instant) => nextDaily(instant, '00:05'),
  runSlice: async (tx, ctx) => {
    const ended = await agreementsPast(tx, ctx.clock.today(), accountsPerSlice);
    for (const agreement of ended) {
      const status = agreement.status === 'ACTIVE' ? 'EXPIRED' : 'TERMINATED';
      await changeAgreement(tx, agreement, { status });
      await record(tx, ctx, {
        action: 'security.agreement-ended',
        subject: String(agreement.id),
        onBehalfOf: agreement.programAccount,
        outcome: status,
      });
      await reconsider(tx, ctx, agreement.programAccount);
    }
    const units = ended.length;
    return units < accountsPerSlice ? { units } : { units, resumeAfter: String(ended.at(-1)!.id) };
  },
};

/** The annual review of what is required, on 20 October. Source: CARM Bulletin 5404. Time of day: A-27. */
const annualReview: DueWork = {
  kind: 'security-review',
  nextAfter: (instant) => {
    const thisYear = instant.with(reviewDay).withPlainTime('04:30');
    return Temporal.ZonedDateTime.compare(thisYear, instant) > 0 ? thisYear : thisYear.add({ years: 1 });
  },
  runSlice: (tx, ctx, { resumeAfter }) =>
    eachEnrolled(tx, resumeAfter, (each) => reviewRequirement(tx, ctx, each)),
};

/** The daily look at requirement, indicator and utilisation. Time of day, after clearing: A-27. */
const watch: DueWork = {
  kind: 'security-watch',
  nextAfter: (instant) => nextDaily(instant, '05:00'),
  runSlice: (tx, ctx, { resumeAfter }) =>
    eachEnrolled(tx, resumeAfter, (each) => watchAccount(tx, ctx, each)),
};

export const securityWork: readonly DueWork[] = [endOfAgreements, annualReview, watch];

async function eachEnrolled(
  tx: Tx,
  resumeAfter: string,
  work: (enrolment: Enrolment) => Promise<void>,
): Promise<SliceResult> {
  const enrolments = await enrolmentsAfter(tx, resumeAfter, accountsPerSlice);
  for (const enrolment of enrolments) await work(enrolment);
  const units = enrolments.length;
  return units < accountsPerSlice ? { units } : { units, resumeAfter: enrolments.at(-1)!.programAccount };
}
