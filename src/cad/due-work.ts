import type { DueWork } from '../clock/due-work.ts';
import { nextOfTimes } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import { exchangeService } from '../partners/exchange-rates.ts';
import { decideCad } from './decide.ts';
import { reopenDraft } from './drafts.ts';
import { gathererFor } from './gather-facts.ts';
import { acceptCad } from './post.ts';
import { tellRejection } from './submit.ts';
import type { WaitingCad } from './types.ts';
import { putWaiting, removeWaiting, waitingAfter } from './waiting-store.ts';

const declarationsPerSlice = 40;

/** When declarations that wait are looked at again. Assumption A-81. */
export const waitingTimes = ['00:10', '06:10', '12:10', '18:10'] as const;

/** Declarations that wait for their rates are decided once the exchange-rate service answers. */
const waitingDeclarations: DueWork = {
  kind: 'waiting-declarations',
  nextAfter: (instant) => nextOfTimes(instant, waitingTimes),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const waiting = await waitingAfter(tx, { after: resumeAfter, limit: declarationsPerSlice });
    let units = 0;
    for (const each of waiting) {
      if ((await exchangeService(ctx, tx, each.transactionNumber)).isDown) continue;
      await decideWaiting(tx, ctx, each);
      units += 1;
    }
    return waiting.length < declarationsPerSlice
      ? { units }
      : { units, resumeAfter: waiting.at(-1)!.transactionNumber };
  },
};

export const cadWork: readonly DueWork[] = [waitingDeclarations];

/**
 * Accept a declaration that waited, or refuse it with its findings.
 *
 * Law: Customs Act ss. 17(2), 32. Assumption A-80: it is accounted for on the day on which it was filed.
 */
async function decideWaiting(tx: Tx, ctx: Context, waiting: WaitingCad): Promise<void> {
  const { transactionNumber, declared } = waiting;
  const gather = await gathererFor(ctx);
  const { cad, findings } = decideCad(declared, await gather(tx, declared, undefined, waiting));
  if (cad !== undefined) {
    await removeWaiting(tx, transactionNumber);
    await acceptCad(tx, ctx, cad);
    return;
  }
  await putWaiting(tx, { ...waiting, status: 'REJECTED', findings });
  await reopenDraft(tx, transactionNumber);
  await tellRejection(tx, ctx, declared, { findings, channel: waiting.channel });
}
