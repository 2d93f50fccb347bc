import type { Reader } from '../context.ts';
import { credentialOf } from './store.ts';

/**
 * The business for which an actor of the journal acted, by its number. Who has no credential, such as a person in the
 * portal, names the business at the end of its own number.
 */
export async function businessOfActor(on: Reader, actorId: string): Promise<string | undefined> {
  const credential = await credentialOf(on, actorId);
  return credential?.bn9 ?? /[. ](\d{9})$/.exec(actorId)?.[1];
}
