import type { Context } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { mayDo, type Right } from './rights.ts';
import { accountsOfBusiness, clientsOf } from './store.ts';

/** The accounts whose things an actor may list: one it names, or its own and its clients'. */
export async function accountsInView(
  ctx: Context,
  right: Right,
  bn15: string | undefined,
): Promise<string[]> {
  const { read } = ctx.store;
  const today = ctx.clock.today();
  if (bn15 !== undefined) {
    if (!(await mayDo(read, ctx.actor, right, bn15, today))) throw new Forbidden(right, bn15);
    return [bn15];
  }
  if (!ctx.actor.scopes.has(right)) throw new Forbidden(right);
  return accountsWithAny(ctx, [right]);
}

/** Of the actor's own accounts and its clients', those for which it may do one of these at least; its own first. */
export async function accountsWithAny(ctx: Context, rights: readonly Right[]): Promise<string[]> {
  const { actor, store, clock } = ctx;
  if (actor.bn9 === undefined) return [];
  const today = clock.today();
  const bn9s = [actor.bn9, ...(await clientsOf(store.read, actor.bn9, today))];
  const accounts = (await Promise.all(bn9s.map((bn9) => accountsOfBusiness(store.read, bn9)))).flat();
  const mayAny = async (bn15: string) => {
    for (const right of rights) if (await mayDo(store.read, actor, right, bn15, today)) return true;
    return false;
  };
  const seen = await Promise.all(accounts.map(({ bn15 }) => mayAny(bn15)));
  return accounts.filter((_, index) => seen[index]).map(({ bn15 }) => bn15);
}
