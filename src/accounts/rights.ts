import type { Actor, Context, Reader } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { bn9Of } from './identifiers.ts';
import { hasDelegation } from './store.ts';

export type Right =
  | 'cad:submit'
  | 'cad:read'
  | 'edi:exchange'
  | 'certification:take'
  | 'account:read'
  | 'account:open'
  | 'payment:make'
  | 'payment:return'
  | 'security:manage'
  | 'security:provide'
  | 'security:decide'
  | 'penalty:issue'
  | 'penalty:redress'
  | 'release:report'
  | 'recourse:decide'
  | 'webhook:manage'
  | 'reference:read'
  | 'event:read'
  | 'clock:move';

export const allRights: readonly Right[] = [
  'cad:submit',
  'cad:read',
  'edi:exchange',
  'certification:take',
  'account:read',
  'account:open',
  'payment:make',
  'payment:return',
  'security:manage',
  'security:provide',
  'security:decide',
  'penalty:issue',
  'penalty:redress',
  'release:report',
  'recourse:decide',
  'webhook:manage',
  'reference:read',
  'event:read',
  'clock:move',
];

export const partnerRights: readonly Right[] = [
  'cad:submit',
  'cad:read',
  'edi:exchange',
  'certification:take',
  'account:read',
  'payment:make',
  'security:manage',
  'webhook:manage',
  'penalty:redress',
  'reference:read',
];

/** A provider of security acts on its own agreements, through its own system. */
export const providerRights: readonly Right[] = ['security:provide', 'reference:read'];

/** Whether the actor may do this for an account: its own, or one whose authority it holds. The CBSA may for all. */
export async function mayDo(
  on: Reader,
  actor: Actor,
  right: Right,
  bn15: string,
  today: string,
): Promise<boolean> {
  if (!actor.scopes.has(right)) return false;
  if (actor.kind !== 'partner') return true;
  if (actor.bn9 === undefined) return false;
  const importerBn9 = bn9Of(bn15);
  return actor.bn9 === importerBn9 || hasDelegation(on, actor.bn9, importerBn9, today);
}

/** @throws Forbidden */
export async function requireRight(ctx: Context, on: Reader, right: Right, bn15: string): Promise<void> {
  if (!(await mayDo(on, ctx.actor, right, bn15, ctx.clock.today()))) throw new Forbidden(right, bn15);
}

/** @throws Forbidden when the actor lacks a right that concerns no account */
export function requireScope(ctx: Context, right: Right): void {
  if (!ctx.actor.scopes.has(right)) throw new Forbidden(right);
}
