import { eq } from 'drizzle-orm';
import { bn9Of } from '../accounts/identifiers.ts';
import { requireScope } from '../accounts/rights.ts';
import { findAccount, findBusiness, insertAccount, insertBusiness } from '../accounts/store.ts';
import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { NothingToDecide } from './access.ts';
import { makeManager, requireUnmanaged } from './become-manager.ts';
import {
  type BusinessRegistration,
  businessRegistrations,
  keepRequest,
  registrationBy,
} from './registration-store.ts';

/** Have an officer register the client, where the answers are not at hand. */
export async function askForRegistration(
  ctx: Context,
  userId: string,
  { program, legalName, address }: Pick<BusinessRegistration, 'program' | 'legalName' | 'address'>,
): Promise<BusinessRegistration> {
  return ctx.store.inTransaction(async (tx) => {
    await requireUnmanaged(tx, bn9Of(program));
    return keepRequest(tx, ctx, { userId, program, legalName, address, isResident: true });
  });
}

/** An officer decides on a registration; approved, the account is there and the person manages it. */
export async function decideRegistration(
  ctx: Context,
  id: number,
  { isApproved, reason }: { isApproved: boolean; reason: string },
): Promise<void> {
  requireScope(ctx, 'account:open');
  await ctx.store.inTransaction(async (tx) => {
    const request = await registrationBy(tx, id);
    if (request.status !== 'PENDING') throw new NothingToDecide();
    const status = isApproved ? 'APPROVED' : 'REFUSED';
    const decided = { status, decidedBy: ctx.actor.id, decidedOn: ctx.clock.today(), reason } as const;
    await tx.db.update(businessRegistrations).set(decided).where(eq(businessRegistrations.id, id));
    if (isApproved) {
      await openWhereMissing(tx, ctx, request);
      await makeManager(tx, ctx, request.userId, request.bn9);
    }
    await record(tx, ctx, {
      action: isApproved ? 'business.registration-approved' : 'business.registration-refused',
      subject: request.bn9,
      detail: { request: id, reason },
    });
  });
}

async function openWhereMissing(tx: Tx, ctx: Context, request: BusinessRegistration): Promise<void> {
  const { bn9, legalName, address, program, isResident } = request;
  if ((await findBusiness(tx, bn9)) === undefined) {
    const kind = 'importer';
    const province = isResident ? 'ON' : 'ZZ';
    await insertBusiness(tx, { bn9, legalName, address, kind, language: 'en', province });
  }
  if ((await findAccount(tx, program)) === undefined) {
    const openedOn = ctx.clock.today();
    const terms = { profile: 'IMPORTER', hasRpp: false, offsetting: 'PROGRAM_ONLY' } as const;
    await insertAccount(tx, { bn15: program, bn9, ...terms, openedOn });
  }
}
