import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { datesOf } from './report-release.ts';
import { findRelease, type Release, setExtendedTo } from './store.ts';

/**
 * Extend the time to account for goods, in writing. Accounted for by then, they bear no penalty, and interest at the
 * prescribed rate in place of the specified one.
 *
 * @throws NotFound; InvalidInput where the day is not later than the one that holds
 *
 * Law: Customs Act s. 33.7.
 */
export async function extendTime(
  ctx: Context,
  transactionNumber: string,
  { accountBy, reason }: { accountBy: string; reason: string },
): Promise<Release> {
  requireScope(ctx, 'penalty:issue');
  return ctx.store.inTransaction(async (tx) => {
    const release = await findRelease(tx, transactionNumber);
    if (release === undefined) throw new NotFound({ en: 'Release', fr: 'La mainlevée' }, transactionNumber);
    const { accountBy: holds } = await datesOf(ctx, release);
    if (accountBy <= holds) {
      throw new InvalidInput({
        en: `The goods have until ${holds} anyway; name a later day`,
        fr: `Le délai court de toute façon jusqu’au ${holds}; indiquez un jour ultérieur`,
      });
    }
    await setExtendedTo(tx, transactionNumber, accountBy);
    await record(tx, ctx, {
      action: 'release.time-extended',
      subject: transactionNumber,
      onBehalfOf: release.importerBn15,
      detail: { accountBy, reason },
    });
    return { ...release, extendedTo: accountBy };
  });
}
