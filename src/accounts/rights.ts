import type { Actor, Context, Reader } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { bn9Of } from './identifiers.ts';
import { type Authority, authorityOf } from './store.ts';

export type Right =
  | 'cad:submit'
  | 'cad:adjust'
  | 'cad:read'
  | 'edi:exchange'
  | 'certification:take'
  | 'account:read'
  | 'account:open'
  | 'access:manage'
  | 'business:manage'
  | 'payment:make'
  | 'payment:return'
  | 'payment:deliver'
  | 'payment:decide'
  | 'collection:decide'
  | 'ledger:read'
  | 'security:manage'
  | 'security:agree'
  | 'security:provide'
  | 'security:decide'
  | 'penalty:issue'
  | 'penalty:redress'
  | 'ruling:request'
  | 'release:report'
  | 'b3:convert'
  | 'recourse:decide'
  | 'webhook:manage'
  | 'reference:read'
  | 'support:ask'
  | 'support:handle'
  | 'event:read'
  | 'clock:move';

export const allRights: readonly Right[] = [
  'cad:submit',
  'cad:adjust',
  'cad:read',
  'edi:exchange',
  'certification:take',
  'account:read',
  'account:open',
  'access:manage',
  'business:manage',
  'payment:make',
  'payment:return',
  'payment:deliver',
  'payment:decide',
  'collection:decide',
  'ledger:read',
  'security:manage',
  'security:agree',
  'security:provide',
  'security:decide',
  'penalty:issue',
  'penalty:redress',
  'ruling:request',
  'release:report',
  'b3:convert',
  'recourse:decide',
  'webhook:manage',
  'reference:read',
  'support:ask',
  'support:handle',
  'event:read',
  'clock:move',
];

export const partnerRights: readonly Right[] = [
  'cad:submit',
  'cad:adjust',
  'cad:read',
  'edi:exchange',
  'certification:take',
  'account:read',
  'payment:make',
  'security:manage',
  'security:agree',
  'webhook:manage',
  'penalty:redress',
  'ruling:request',
  'reference:read',
  'support:ask',
];

/** A provider of security acts on its own agreements, through its own system, which is told of demands. */
export const providerRights: readonly Right[] = [
  'security:provide',
  'webhook:manage',
  'reference:read',
  'support:ask',
];

/** What a trade consultant may do for those who gave it authority: no declarations or corrections, and no payments. */
const consultantRights: ReadonlySet<Right> = new Set([
  'cad:adjust',
  'cad:read',
  'account:read',
  'penalty:redress',
  'ruling:request',
]);

/**
 * Whether the actor may do this for an account: its own, or one whose authority it holds. The CBSA may for all.
 *
 * Source: CARM bulletins on delegation (originals and corrections are for importers and licensed brokers alone).
 * Assumption A-86: what is seen at each level of visibility. Assumption A-94: who acts for which clients of a provider.
 */
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
  if (actor.bn9 === importerBn9) return isInProgram(actor, right, bn15);
  if (actor.clients !== undefined && !actor.clients.has(importerBn9)) return false;
  const authority = await authorityOf(on, actor.bn9, importerBn9, today);
  return authority !== undefined && covers(authority, right, bn15);
}

/** Whether a person may do this in a program account of its own business. */
export function isInProgram(actor: Actor, right: Right, bn15: string): boolean {
  return actor.inPrograms === undefined || actor.inPrograms.get(bn15)?.has(right) === true;
}

/** Rights that show money, or act about what is seen with it: statements, balances, payments, security, penalties. */
const financialRights: ReadonlySet<Right> = new Set([
  'account:read',
  'payment:make',
  'security:manage',
  'penalty:redress',
]);

/** What no authority is for: an agreement binds the importer and its provider of security, and they alone enter it. */
const ownRights: ReadonlySet<Right> = new Set(['security:agree']);

/** Whether an authority is for this, in this program account. Assumption A-86. */
export function covers({ kind, programs, visibility }: Authority, right: Right, bn15: string): boolean {
  if (ownRights.has(right)) return false;
  if (kind === 'consultant' && !consultantRights.has(right)) return false;
  if (programs.length > 0 && !programs.includes(bn15)) return false;
  if (financialRights.has(right)) return visibility >= 3;
  return right !== 'cad:read' || visibility >= 2;
}

/** @throws Forbidden */
export async function requireRight(ctx: Context, on: Reader, right: Right, bn15: string): Promise<void> {
  if (!(await mayDo(on, ctx.actor, right, bn15, ctx.clock.today()))) throw new Forbidden(right, bn15);
}

/** @throws Forbidden when the actor lacks a right that concerns no account */
export function requireScope(ctx: Context, right: Right): void {
  if (!ctx.actor.scopes.has(right)) throw new Forbidden(right);
}
