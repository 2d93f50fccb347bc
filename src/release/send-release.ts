import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { answers, waitFor } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { type ReleaseInput, reportRelease } from './report-release.ts';
import { queueMessage, type Release } from './store.ts';

/**
 * Take a release from the release system, or let it wait in that system's queue while it is down: the goods are
 * released at the border all the same, and the message comes later with the instant of their release.
 *
 * @returns the release, or nothing where its message waits
 *
 * Assumption A-50: the dates to account and to pay by go by the release, not by when its message comes.
 */
export async function sendRelease(ctx: Context, input: ReleaseInput): Promise<Release | undefined> {
  requireScope(ctx, 'release:report');
  await waitFor(ctx, 'release');
  if (await answers(ctx, ctx.store.read, 'release', input.transactionNumber))
    return reportRelease(ctx, input);
  const queuedAt = ctx.clock.now();
  const message = { ...input, releasedAt: input.releasedAt ?? queuedAt };
  await ctx.store.inTransaction(async (tx) => {
    await queueMessage(tx, message, queuedAt);
    await record(tx, ctx, { action: 'release.message-queued', subject: input.transactionNumber });
  });
  return undefined;
}
