import { findBusiness } from '../accounts/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError, Forbidden } from '../errors.ts';
import { record } from '../storage/events.ts';
import { type Grant, giveRole, requireManager, requireOwnProgram } from './access.ts';
import {
  changeInvitation,
  type Invitation,
  insertInvitation,
  invitationBy,
  openInvitationsOf,
} from './invitation-store.ts';
import { sendMail } from './mailbox.ts';
import { findUser, membershipsOf, userByEmail } from './store.ts';

/** For how many days an invitation is open. Assumption A-105. */
const daysOpen = 30;

/** The person works for the business already, or was invited already. */
export class AlreadyInvited extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'ALREADY_INVITED';

  constructor(email: string, bn9: string) {
    super(
      {
        en: `${email} works for business ${bn9} already, or has an open invitation; change the role, or withdraw the invitation`,
        fr: `${email} travaille déjà pour l’entreprise ${bn9} ou a une invitation en cours; modifiez le rôle ou retirez l’invitation`,
      },
      { email, bn9 },
    );
  }
}

/** The invitation was accepted, declined or withdrawn, or its time is over. */
export class InvitationClosed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INVITATION_CLOSED';

  constructor(id: number) {
    super(
      {
        en: 'This invitation is no longer open; ask for another one',
        fr: 'Cette invitation n’est plus en cours; demandez-en une autre',
      },
      { id },
    );
  }
}

/**
 * Invite somebody to work for a business: the letter goes to an address, and whoever signs in with it accepts.
 *
 * @throws Forbidden where the one who invites could not give this role itself; AlreadyInvited
 */
export async function invite(
  ctx: Context,
  bn9: string,
  { email, ...grant }: Grant & { email: string },
): Promise<Invitation> {
  const address = email.trim().toLowerCase();
  return ctx.store.inTransaction(async (tx) => {
    requireManager(ctx, bn9, grant);
    for (const program of grant.programs) await requireOwnProgram(tx, program, bn9);
    await requireUninvited(tx, ctx, address, bn9);
    const today = ctx.clock.today();
    const invitation = await insertInvitation(tx, {
      ...{ bn9, email: address, role: grant.role, programs: [...grant.programs] },
      ...{ invitedBy: ctx.actor.id, invitedOn: today, status: 'OPEN', decidedOn: null },
      expiresOn: Temporal.PlainDate.from(today).add({ days: daysOpen }).toString(),
    });
    await tell(tx, ctx, 'access.invited', invitation);
    await sendMail(tx, ctx, { address, ...(await letterFor(tx, invitation)) });
    return invitation;
  });
}

/** @throws Forbidden, InvitationClosed */
export async function withdrawInvitation(ctx: Context, id: number): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const invitation = await open(tx, ctx, id);
    requireManager(ctx, invitation.bn9);
    await close(tx, ctx, invitation, 'WITHDRAWN');
  });
}

/** Accept or decline, as the person to whose address it went. @throws Forbidden, InvitationClosed, AlreadyInvited */
export async function answerInvitation(
  ctx: Context,
  userId: string,
  { id, accepts }: { id: number; accepts: boolean },
): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const invitation = await open(tx, ctx, id);
    const user = await findUser(tx, userId);
    const { bn9, email, role, programs } = invitation;
    if (user?.email !== email) throw new Forbidden('access:manage', bn9);
    if (accepts) {
      if (await worksFor(tx, userId, bn9)) throw new AlreadyInvited(email, bn9);
      await giveRole(tx, userId, bn9, { role, programs });
    }
    await close(tx, ctx, invitation, accepts ? 'ACCEPTED' : 'DECLINED');
  });
}

async function requireUninvited(tx: Tx, ctx: Context, email: string, bn9: string): Promise<void> {
  const user = await userByEmail(tx, email);
  const isInvited = (await openInvitationsOf(tx, bn9, ctx.clock.today())).some(
    (each) => each.email === email,
  );
  if (isInvited || (user !== undefined && (await worksFor(tx, user.id, bn9))))
    throw new AlreadyInvited(email, bn9);
}

async function worksFor(on: Reader, userId: string, bn9: string): Promise<boolean> {
  return (await membershipsOf(on, userId)).some((membership) => membership.bn9 === bn9);
}

async function open(tx: Tx, ctx: Context, id: number): Promise<Invitation> {
  const invitation = await invitationBy(tx, id);
  if (invitation.status !== 'OPEN' || invitation.expiresOn < ctx.clock.today())
    throw new InvitationClosed(id);
  return invitation;
}

async function close(
  tx: Tx,
  ctx: Context,
  invitation: Invitation,
  status: 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN',
): Promise<void> {
  await changeInvitation(tx, invitation.id, { status, decidedOn: ctx.clock.today() });
  await tell(tx, ctx, `access.invitation-${status.toLowerCase()}`, invitation);
}

function tell(tx: Tx, ctx: Context, action: string, { id, bn9, role }: Invitation): Promise<void> {
  return record(tx, ctx, { action, subject: bn9, detail: { invitation: id, role } });
}

/** In the language of the profile where there is one, and of the business otherwise. */
async function letterFor(tx: Tx, { bn9, email, expiresOn }: Invitation) {
  const business = (await findBusiness(tx, bn9))!;
  const language = (await userByEmail(tx, email))?.language ?? business.language;
  const { legalName } = business;
  return language === 'fr'
    ? {
        subject: `${legalName} vous invite`,
        body: `${legalName} vous invite à travailler pour elle dans la GCRA. Ouvrez une session, ou créez un profil avec cette adresse, et acceptez sous Première configuration au plus tard le ${expiresOn}. (Simulation)`,
      }
    : {
        subject: `${legalName} invites you`,
        body: `${legalName} invites you to work for it in CARM. Sign in, or create a profile with this address, and accept under First time setup by ${expiresOn}. (Simulation)`,
      };
}
