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
  if (ctx.actor.bn9 === undefined) return [];
  const bn9s = [ctx.actor.bn9, ...(await clientsOf(read, ctx.actor.bn9, today))];
  const accounts = (await Promise.all(bn9s.map((bn9) => accountsOfBusiness(read, bn9)))).flat();
  const seen = await Promise.all(accounts.map((each) => mayDo(read, ctx.actor, right, each.bn15, today)));
  return accounts.filter((_, index) => seen[index]).map((account) => account.bn15);
}
