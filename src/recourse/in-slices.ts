import type { Context, Tx } from '../context.ts';

/** Do long work a slice at a time, each in a transaction of its own, so that requests are answered in between. */
export async function inSlices(ctx: Context, slice: (tx: Tx) => Promise<'more' | 'done'>): Promise<void> {
  while ((await ctx.store.inTransaction(slice)) === 'more')
    await new Promise((resolve) => setImmediate(resolve));
}
