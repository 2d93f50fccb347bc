import { allRights } from '../accounts/rights.ts';
import { accountsOfBusiness, type Business, credentialOf, findBusiness } from '../accounts/store.ts';
import type { Actor, Reader } from '../context.ts';
import { clientsSharedWith } from './client-groups.ts';
import { officerRights, rightsOf } from './roles.ts';
import { everyProgram, type Membership, type User, usersAmong } from './store.ts';

/** Somebody who is not signed in, or works for no business: may do nothing that needs a right. */
export function visitor(user?: User): Actor {
  const none = new Set<string>();
  return {
    id: user?.id ?? 'visitor',
    name: user?.name ?? 'visitor',
    kind: 'partner',
    scopes: none,
    channel: 'CCP',
  };
}

/** Who a user is while it works for a business. Its number tells both, so that a journal does as well. */
export async function actorFor(
  on: Reader,
  user: User,
  business: Business,
  memberships: readonly Membership[],
): Promise<Actor> {
  const own = memberships.filter(({ bn9 }) => bn9 === business.bn9);
  const rights = new Map(
    own.map(({ program, role }) => [program, new Set<string>(rightsOf(role, business.kind))]),
  );
  const scopes = new Set([...rights.values()].flatMap((some) => [...some]));
  const clients = await clientsSharedWith(on, user.id, business, own);
  const actor: Actor = {
    id: `${user.id}.${business.bn9}`,
    name: user.name,
    kind: 'partner',
    bn9: business.bn9,
    scopes,
    ...(clients === undefined ? {} : { clients }),
    channel: 'CCP',
  };
  const everywhere = rights.get(everyProgram);
  if (everywhere !== undefined && rights.size === 1) return actor;
  const accounts = await accountsOfBusiness(on, business.bn9);
  const inPrograms = new Map(
    accounts.map(({ bn15 }) => [bn15, rights.get(bn15) ?? everywhere ?? new Set<string>()]),
  );
  return { ...actor, inPrograms };
}

/** Officers and trainers act for no business. */
export function officialActor(user: User): Actor {
  const scopes = new Set<string>(user.kind === 'control' ? allRights : officerRights);
  return { id: user.id, name: user.name, kind: user.kind, scopes, channel: 'CCP' };
}

/** Who is behind the numbers of actors, by number: a person, with its business where it acts for one, or a credential. */
export async function namesOfActors(on: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const people = new Map((await usersAmong(on, ids.map(personOf))).map(({ id, name }) => [id, name]));
  const named = ids.map(async (id) => {
    const name = people.get(personOf(id)) ?? (await credentialOf(on, id))?.name ?? id;
    const bn9 = /\.(\d{9})$/.exec(id)?.[1];
    const business = bn9 === undefined ? undefined : await findBusiness(on, bn9);
    return [id, business === undefined ? name : `${name}, ${business.legalName}`] as const;
  });
  return new Map(await Promise.all(named));
}

function personOf(actor: string): string {
  return actor.split('.')[0]!;
}
