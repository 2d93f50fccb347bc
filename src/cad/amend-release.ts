import { z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { decideRelease, ReleaseInput } from '../release/report-release.ts';
import { changeRelease, findRelease, type Release } from '../release/store.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { isNumberInUse } from './store.ts';

/** What an amendment of a release (A48) changes, and why. */
export const ReleaseAmendment = ReleaseInput.omit({ transactionNumber: true, releasedAt: true })
  .partial()
  .extend({ reason: z.string().trim().min(1).max(2000) });

export type ReleaseAmendment = z.infer<typeof ReleaseAmendment>;

/** Once goods are accounted for, the declaration says whose they are. */
export class ReleaseAccountedFor extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'RELEASE_ACCOUNTED_FOR';

  constructor(transactionNumber: string) {
    super(
      {
        en: `The goods of release ${transactionNumber} are accounted for; a release is amended before the declaration. Correct the declaration instead`,
        fr: `Les marchandises de la mainlevée ${transactionNumber} ont été déclarées en détail; une mainlevée se modifie avant la déclaration. Corrigez plutôt la déclaration`,
      },
      { transactionNumber },
    );
  }
}

/**
 * Amend a release before its goods are accounted for (A48), such as the account that they are released to. Everything is
 * checked anew, the indicator of release prior to payment as it is now.
 *
 * @throws NotFound, ReleaseAccountedFor, NotEnrolledInRpp, NotInSelfAssessment, CarrierNotApproved, DriverNotRegistered
 *
 * Law: Customs Act s. 32(2). Source: Customs Notices 24-37 (A48 before the declaration), 25-23 (no change to an account
 * without the indicator). Assumption A-90.
 */
export async function amendRelease(
  ctx: Context,
  transactionNumber: string,
  { reason, ...change }: ReleaseAmendment,
): Promise<Release> {
  requireScope(ctx, 'release:report');
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const before = await findRelease(tx, transactionNumber);
    if (before === undefined) throw new NotFound({ en: 'Release', fr: 'La mainlevée' }, transactionNumber);
    if (await isNumberInUse(tx, transactionNumber)) throw new ReleaseAccountedFor(transactionNumber);
    const { releasedAt, extendedTo } = before;
    const asked = ReleaseInput.parse({ ...messageOf(before), ...change });
    const decided = await decideRelease(tx, ctx, asked, { releasedAt, askedAt: ctx.clock.now(), reference });
    const after = { ...decided, extendedTo };
    await changeRelease(tx, after);
    await record(tx, ctx, {
      action: 'release.amended',
      subject: transactionNumber,
      onBehalfOf: after.importerBn15,
      detail: { reason, changed: change, importerBefore: before.importerBn15 },
    });
    return after;
  });
}

/** The message that would report the release as it stands. */
function messageOf({ importerBn15, brokerBn9, program, extendedTo, ...facts }: Release) {
  return { ...facts, importer: importerBn15, brokerBn9: brokerBn9 ?? undefined };
}
