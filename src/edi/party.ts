import type { Context } from '../context.ts';

/** Whose interchanges these are: the business's, or for the CBSA and the trainer the credential's. */
export function partyOf({ actor }: Context): string {
  return actor.bn9 ?? actor.id;
}

/** Whose interchanges the actor may see; nothing stands for all of them. */
export function partyInView(ctx: Context): string | undefined {
  return ctx.actor.kind === 'partner' ? partyOf(ctx) : undefined;
}
