import type { Context } from '../context.ts';
import { businessOfActor } from './business-of-actor.ts';
import { credentialOf, findBusiness } from './store.ts';

/** Whether the business that asks filed it, by whichever of its credentials, or somebody who works for it. */
export async function isOwn(ctx: Context, filedBy: string): Promise<boolean> {
  if (filedBy === ctx.actor.id) return true;
  const bn9 = await businessOfActor(ctx.store.read, filedBy);
  return bn9 !== undefined && bn9 === ctx.actor.bn9;
}

/** The name of the business that filed it; of a credential that is none's, its own. */
export async function filerName(ctx: Context, filedBy: string): Promise<string> {
  const { read } = ctx.store;
  const bn9 = await businessOfActor(read, filedBy);
  if (bn9 === undefined) return (await credentialOf(read, filedBy))?.name ?? filedBy;
  return (await findBusiness(read, bn9))?.legalName ?? bn9;
}
