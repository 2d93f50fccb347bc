import type { Channel, Context } from '../context.ts';
import { defectsIn } from '../defects/defects.ts';

/** The channel whose declarations the actor does not see, accepted though they are: a known defect, of partners alone. */
export async function hiddenFrom({ actor, store }: Context): Promise<Channel | undefined> {
  if (actor.kind !== 'partner') return undefined;
  return (await defectsIn(store)).includes('accepted-not-visible') ? 'CCP' : undefined;
}
