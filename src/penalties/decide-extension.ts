import type { Context } from '../context.ts';
import { keepStep, redressAt } from './redress-step.ts';
import type { Redress } from './store.ts';

/** An officer grants an extension, and the application becomes the request; or refuses it. Law: Customs Act s. 129.1. */
export async function decideExtension(
  ctx: Context,
  id: string,
  { isGranted, reason }: { isGranted: boolean; reason: string },
): Promise<Redress> {
  return ctx.store.inTransaction(async (tx) => {
    const { penalty, redress } = await redressAt(tx, ctx, id, 'EXTENSION_ASKED', 'penalty:issue');
    const step = isGranted ? 'REQUESTED' : 'EXTENSION_REFUSED';
    return keepStep(
      tx,
      ctx,
      penalty,
      { ...redress, step },
      {
        action: isGranted ? 'penalty.extension-granted' : 'penalty.extension-refused',
        detail: { reason },
      },
    );
  });
}
