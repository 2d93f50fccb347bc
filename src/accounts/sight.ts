import type { Context } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { mayDo, type Right } from './rights.ts';
import { isOwn } from './who-filed.ts';

/** Whoever may do one of these for an account sees something of it: all that is declared, or what it files itself. */
export const rightsToView = ['cad:read', 'cad:submit', 'cad:adjust'] as const satisfies readonly Right[];

/**
 * Whether the actor sees something that was filed for an account: all of it, or, at the first level of visibility, what
 * its own business filed. Assumption A-86.
 */
export async function sees(ctx: Context, bn15: string, filedBy: string): Promise<boolean> {
  const { actor, store, clock } = ctx;
  const may = (right: (typeof rightsToView)[number]) => mayDo(store.read, actor, right, bn15, clock.today());
  if (await may('cad:read')) return true;
  return ((await may('cad:submit')) || (await may('cad:adjust'))) && isOwn(ctx, filedBy);
}

/** @throws Forbidden */
export async function requireSight(ctx: Context, bn15: string, filedBy: string): Promise<void> {
  if (!(await sees(ctx, bn15, filedBy))) throw new Forbidden('cad:read', bn15);
}

/** Of things that were filed for an account, those that the actor sees. */
export async function onlySeen<T>(
  ctx: Context,
  bn15: string,
  things: readonly T[],
  filedBy: (thing: T) => string,
): Promise<T[]> {
  const seen = await Promise.all(things.map((thing) => sees(ctx, bn15, filedBy(thing))));
  return things.filter((_, index) => seen[index]);
}
