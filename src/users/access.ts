import { bn9Of } from '../accounts/identifiers.ts';
import { requireScope } from '../accounts/rights.ts';
import { findAccount, findBusiness } from '../accounts/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError, Forbidden, InvalidInput, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { leaveClientGroups } from './client-group-store.ts';
import { sendMail } from './mailbox.ts';
import {
  type AccessRequest,
  changeAccessRequest,
  everyProgram,
  findAccessRequest,
  findUser,
  insertAccessRequest,
  insertMembership,
  membershipsOf,
  membersOf,
  type Role,
  removeMemberships,
} from './store.ts';

/** A role for all program accounts (business account managers), or for those that are chosen. */
export interface Grant {
  role: Role;
  programs: readonly string[];
}

/** The request was decided on, or the user works for the business already. */
export class NothingToDecide extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'NOTHING_TO_DECIDE';

  constructor() {
    super({
      en: 'This request was decided on already',
      fr: 'Cette demande a déjà fait l’objet d’une décision',
    });
  }
}

/** A business keeps at least one business account manager. */
export class LastManager extends DomainError {
  readonly kind = 'refused';
  readonly code = 'LAST_MANAGER';

  constructor() {
    super({
      en: 'This is the only business account manager; make somebody else one first',
      fr: 'C’est l’unique gestionnaire de compte d’entreprise; nommez d’abord quelqu’un d’autre',
    });
  }
}

/** A person asks to work for a business. Source: CARM video 3 (employee access request). */
export async function askForAccess(
  ctx: Context,
  userId: string,
  { bn9, comment }: { bn9: string; comment: string },
): Promise<AccessRequest> {
  return ctx.store.inTransaction(async (tx) => {
    if ((await findBusiness(tx, bn9)) === undefined) {
      throw new NotFound({ en: 'Business', fr: 'L’entreprise' }, bn9);
    }
    const request = await insertAccessRequest(tx, {
      ...{ userId, bn9, comment, askedOn: ctx.clock.today() },
      ...{ status: 'PENDING', decidedBy: null, decidedOn: null },
    });
    await record(tx, ctx, { action: 'access.asked', subject: bn9, detail: { request: request.id } });
    return request;
  });
}

/** Whoever works for the business already gets another role. @throws Forbidden, NotFound, NothingToDecide, LastManager */
export async function approveAccess(ctx: Context, id: number, grant: Grant): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const request = await pending(tx, id);
    requireManager(ctx, request.bn9, grant);
    await requireChangeable(tx, ctx, request.userId, request.bn9, grant);
    await giveRole(tx, request.userId, request.bn9, grant);
    await decide(tx, ctx, request, 'APPROVED', { role: grant.role });
  });
}

export async function rejectAccess(ctx: Context, id: number): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const request = await pending(tx, id);
    requireManager(ctx, request.bn9);
    await decide(tx, ctx, request, 'REJECTED', {});
  });
}

/** Change what an employee may do. @throws LastManager */
export async function changeRole(ctx: Context, userId: string, bn9: string, grant: Grant): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    requireManager(ctx, bn9, grant);
    await requireMember(tx, userId, bn9);
    await requireChangeable(tx, ctx, userId, bn9, grant);
    await giveRole(tx, userId, bn9, grant);
    await record(tx, ctx, { action: 'access.changed', subject: bn9, detail: { userId, role: grant.role } });
  });
}

/** An employee leaves the business. @throws LastManager */
export async function removeEmployee(ctx: Context, userId: string, bn9: string): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    requireManager(ctx, bn9);
    await requireMember(tx, userId, bn9);
    await requireChangeable(tx, ctx, userId, bn9);
    await removeMemberships(tx, userId, bn9);
    await leaveClientGroups(tx, bn9, userId);
    await record(tx, ctx, { action: 'access.removed', subject: bn9, detail: { userId } });
  });
}

/** Let a user work for a business; what it might do there before no longer counts. */
export async function giveRole(
  tx: Tx,
  userId: string,
  bn9: string,
  { role, programs }: Grant,
): Promise<void> {
  await removeMemberships(tx, userId, bn9);
  const chosen = role === 'BAM' || programs.length === 0 ? [everyProgram] : programs;
  for (const program of chosen) {
    if (program !== everyProgram) await requireOwnProgram(tx, program, bn9);
    await insertMembership(tx, { userId, bn9, program, role });
  }
}

/** Program account managers give access to the program accounts they manage, and never make a business manager. */
export function requireManager(ctx: Context, bn9: string, grant?: Grant): void {
  const { actor } = ctx;
  if (!actor.scopes.has('access:manage')) throw new Forbidden('access:manage', bn9);
  if (actor.kind !== 'partner') return;
  if (actor.bn9 !== bn9) throw new Forbidden('access:manage', bn9);
  if (grant?.role === 'BAM') requireScope(ctx, 'business:manage');
  const { inPrograms } = actor;
  if (inPrograms === undefined) return;
  const isInside =
    grant === undefined ||
    (grant.programs.length > 0 &&
      grant.programs.every((program) => inPrograms.get(program)?.has('access:manage')));
  if (!isInside) throw new Forbidden('access:manage', bn9);
}

/**
 * What a business account manager may do is changed by another one alone, and not where it is the only one; of anybody
 * else, by whoever manages all program accounts that it is for.
 */
async function requireChangeable(
  tx: Tx,
  { actor }: Context,
  userId: string,
  bn9: string,
  grant?: Grant,
): Promise<void> {
  const members = await membersOf(tx, bn9);
  const own = members.filter((each) => each.userId === userId);
  if (own.some(({ role }) => role === 'BAM')) {
    if (!actor.scopes.has('business:manage')) throw new Forbidden('business:manage', bn9);
    const hasAnother = members.some((each) => each.role === 'BAM' && each.userId !== userId);
    if (grant?.role !== 'BAM' && !hasAnother) throw new LastManager();
  }
  const { inPrograms } = actor;
  if (inPrograms === undefined) return;
  const isInside = own.every(({ program }) => inPrograms.get(program)?.has('access:manage'));
  if (!isInside) throw new Forbidden('access:manage', bn9);
}

async function requireMember(on: Reader, userId: string, bn9: string): Promise<void> {
  const isMember = (await membershipsOf(on, userId)).some((membership) => membership.bn9 === bn9);
  if (!isMember) throw new NotFound({ en: 'Employee', fr: 'L’employé' }, userId);
}

/** @throws InvalidInput */
export async function requireOwnProgram(on: Reader, program: string, bn9: string): Promise<void> {
  if (bn9Of(program) !== bn9 || (await findAccount(on, program)) === undefined) {
    throw new InvalidInput({
      en: `${program} is no program account of ${bn9}`,
      fr: `${program} n’est pas un compte de programme de ${bn9}`,
    });
  }
}

async function pending(on: Reader, id: number): Promise<AccessRequest> {
  const request = await findAccessRequest(on, id);
  if (request === undefined) throw new NotFound({ en: 'Request', fr: 'La demande' }, String(id));
  if (request.status !== 'PENDING') throw new NothingToDecide();
  return request;
}

async function decide(
  tx: Tx,
  ctx: Context,
  request: AccessRequest,
  status: 'APPROVED' | 'REJECTED',
  detail: Record<string, unknown>,
): Promise<void> {
  const { actor, clock } = ctx;
  await changeAccessRequest(tx, request.id, { status, decidedBy: actor.id, decidedOn: clock.today() });
  await record(tx, ctx, {
    action: status === 'APPROVED' ? 'access.approved' : 'access.rejected',
    subject: request.bn9,
    detail: { request: request.id, userId: request.userId, ...detail },
  });
  const user = (await findUser(tx, request.userId))!;
  const { en, fr } = letters[status](request.bn9);
  await sendMail(tx, ctx, { address: user.email, ...(user.language === 'fr' ? fr : en) });
}

const letters = {
  APPROVED: (bn9: string) => ({
    en: { subject: 'Your access was approved', body: `You now work for business ${bn9}. (Simulation)` },
    fr: {
      subject: 'Votre accès a été approuvé',
      body: `Vous travaillez maintenant pour l’entreprise ${bn9}. (Simulation)`,
    },
  }),
  REJECTED: (bn9: string) => ({
    en: {
      subject: 'Your access was not approved',
      body: `Business ${bn9} rejected your request. (Simulation)`,
    },
    fr: {
      subject: 'Votre accès n’a pas été approuvé',
      body: `L’entreprise ${bn9} a rejeté votre demande. (Simulation)`,
    },
  }),
};
