import { requireScope } from '../accounts/rights.ts';
import type { Context, Reader } from '../context.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';

const key = 'training mode';

/** Whether anybody may take on a member of the cast without a password. */
export async function isForTraining(on: Reader): Promise<boolean> {
  return (await environmentValue(on, key)) === 'on';
}

export async function switchTraining(ctx: Context, isOn: boolean): Promise<void> {
  requireScope(ctx, 'clock:move');
  await ctx.store.inTransaction(async (tx) => {
    await putValue(tx, key, isOn ? 'on' : 'off');
    await record(tx, ctx, { action: 'training.switched', subject: ctx.environment, detail: { isOn } });
  });
}
