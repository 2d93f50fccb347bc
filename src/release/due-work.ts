import type { DueWork } from '../clock/due-work.ts';
import { nextOfTimes } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { answers } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { takeRelease } from './report-release.ts';
import { queuedMessages, type ReleaseMessage, removeMessage } from './store.ts';

const messagesPerSlice = 100;

/** Releases that waited for the release system, in the order in which they were queued. Times of day: A-51. */
const waitingReleases: DueWork = {
  kind: 'release-messages',
  nextAfter: (instant) => nextOfTimes(instant, ['06:20', '18:20']),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const messages = await queuedMessages(tx, Number(resumeAfter), messagesPerSlice);
    let units = 0;
    for (const each of messages) {
      if (!(await answers(ctx, tx, 'release', each.message.transactionNumber))) continue;
      await deliver(tx, ctx, each);
      units += 1;
    }
    return messages.length < messagesPerSlice
      ? { units }
      : { units, resumeAfter: String(messages.at(-1)!.id) };
  },
};

export const releaseWork: readonly DueWork[] = [waitingReleases];

/** A message that a rule refuses is told in the journal and not tried again. */
async function deliver(tx: Tx, ctx: Context, { id, message }: ReleaseMessage): Promise<void> {
  await removeMessage(tx, id);
  const { reference } = await tariffOf(ctx.store);
  try {
    await takeRelease(tx, ctx, message, reference);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { transactionNumber: subject } = message;
    await record(tx, ctx, {
      action: 'release.message-refused',
      subject,
      outcome: 'refused',
      detail: { code: error.code },
    });
  }
}
