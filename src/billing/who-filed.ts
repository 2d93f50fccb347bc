import { credentialOf, findBusiness } from '../accounts/store.ts';
import type { Context } from '../context.ts';

/** Whether the business that asks filed it, by whichever of its credentials. */
export async function isOwn({ store, actor }: Context, filedBy: string): Promise<boolean> {
  if (filedBy === actor.id) return true;
  const credential = await credentialOf(store.read, filedBy);
  return credential?.bn9 !== undefined && credential.bn9 !== null && credential.bn9 === actor.bn9;
}

/** The name of the business that filed it; of a credential that is none's, its own. */
export async function filerName({ store }: Context, filedBy: string): Promise<string> {
  const credential = await credentialOf(store.read, filedBy);
  if (credential?.bn9 === undefined || credential.bn9 === null) return credential?.name ?? filedBy;
  return (await findBusiness(store.read, credential.bn9))?.legalName ?? credential.bn9;
}
