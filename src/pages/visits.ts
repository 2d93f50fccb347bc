import type { Context as HonoContext } from 'hono';
import { getCookie } from 'hono/cookie';
import { bn9Of } from '../accounts/identifiers.ts';
import { rightsToView } from '../accounts/sight.ts';
import { accountsOfBusiness, businessesAmong, findAccount } from '../accounts/store.ts';
import { accountsWithAny } from '../accounts/view.ts';
import type { Actor } from '../context.ts';
import { NotFound } from '../errors.ts';
import type { Environment } from '../open-environment.ts';
import { actorFor, officialActor, visitor } from '../users/actors.ts';
import { changeSession, findSession, touchSession } from '../users/sessions.ts';
import { findUser, type Membership, membershipsOf } from '../users/store.ts';
import type { AccountChoice } from './layout.ts';
import type { SignedIn, Visit } from './visit.ts';
import type { Language } from './words.ts';

export const sessionCookie = 'carm-session';

/** Who comes, in which language, and for which account. */
export async function visitOf(environment: Environment, lets: Visit['lets'], c: HonoContext): Promise<Visit> {
  const { store, clock } = environment;
  const url = new URL(c.req.url);
  const language = url.pathname.slice(1, 3) as Language;
  const path = url.pathname.slice(3) || '/';
  const base = { environment, lets, language, path, query: url.searchParams, choice: [] };
  const as = (actor: Actor) => ({ ...base, ctx: environment.as(actor), businesses: [] });
  const token = getCookie(c, sessionCookie);
  const session = token === undefined ? undefined : await findSession(store.read, clock, token);
  if (session === undefined) return as(visitor());
  if (session.stage === 'PASSCODE') return { ...as(visitor()), session };
  const user = (await findUser(store.read, session.userId))!;
  await touchSession(store, clock, session);
  if (user.kind !== 'partner') return { ...as(officialActor(user)), user, session };
  return atBusiness({ ...as(visitor(user)), user, session }, await membershipsOf(store.read, user.id));
}

/** Whom the user works for now, and whose account is in view: what was chosen last, or the first there is. */
async function atBusiness(visit: SignedIn, memberships: readonly Membership[]): Promise<Visit> {
  const { environment, user, session } = visit;
  const { read } = environment.store;
  const businesses = await businessesAmong(read, [...new Set(memberships.map(({ bn9 }) => bn9))]);
  const [chosenBn9, chosenBn15] = (session.actingFor ?? '').split(' ');
  const business = businesses.find(({ bn9 }) => bn9 === chosenBn9) ?? businesses[0];
  if (business === undefined) return { ...visit, businesses };
  const ctx = environment.as(await actorFor(read, user, business, memberships));
  const choice = await accountsOfVisit(ctx);
  const bn15 =
    choice.find((each) => each === chosenBn15) ??
    choice.find((each) => each.startsWith(business.bn9)) ??
    choice[0];
  const account = bn15 === undefined ? undefined : await findAccount(read, bn15);
  const there = { ...visit, ctx, businesses, business, choice };
  return account === undefined ? there : { ...there, account };
}

/** The accounts of which the actor sees anything. A provider of security declares nothing, and has its own in view. */
async function accountsOfVisit(ctx: Visit['ctx']): Promise<string[]> {
  if (rightsToView.some((right) => ctx.actor.scopes.has(right))) return accountsWithAny(ctx, rightsToView);
  return (await accountsOfBusiness(ctx.store.read, ctx.actor.bn9!)).map(({ bn15 }) => bn15);
}

/** All accounts that a user may have in view, with the names of who has them; its own first. */
export async function accountChoice(visit: Visit): Promise<AccountChoice> {
  const { ctx, choice } = visit;
  const holders = await businessesAmong(ctx.store.read, [...new Set(choice.map(bn9Of))]);
  const nameOf = new Map(holders.map(({ bn9, legalName }) => [bn9, legalName]));
  return choice.map((bn15) => [bn15, nameOf.get(bn9Of(bn15)) ?? ''] as const);
}

/** Have another account in view. @throws NotFound where the user sees nothing of it */
export async function switchAccount(visit: SignedIn, bn15: string): Promise<void> {
  const { ctx, session, business, choice } = visit;
  if (!choice.includes(bn15)) throw new NotFound({ en: 'Account', fr: 'Le compte' }, bn15);
  await ctx.store.inTransaction((tx) =>
    changeSession(tx, session.tokenHash, { actingFor: `${business!.bn9} ${bn15}` }),
  );
}

/** Work for another of one's businesses. @throws NotFound */
export async function switchBusiness(visit: SignedIn, bn9: string): Promise<void> {
  const { ctx, session, businesses } = visit;
  if (!businesses.some((each) => each.bn9 === bn9)) {
    throw new NotFound({ en: 'Business', fr: 'L’entreprise' }, bn9);
  }
  await ctx.store.inTransaction((tx) => changeSession(tx, session.tokenHash, { actingFor: bn9 }));
}
