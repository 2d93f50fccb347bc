import { and, desc, eq, or } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { dayBefore } from '../clock/calendar.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError, Forbidden, InvalidInput, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { nextNumber } from '../storage/next-number.ts';
import { bn9Of } from './identifiers.ts';
import {
  type Delegation,
  delegations,
  findAccount,
  findBusiness,
  insertDelegation,
  isServiceProvider,
  type Visibility,
} from './store.ts';

/** A service provider asks an importer for authority to act for it; the importer decides. */
export const authorityRequests = sqliteTable(
  'authority_requests',
  {
    id: integer('id').primaryKey(),
    providerBn9: text('provider_bn9').notNull(),
    importerBn9: text('importer_bn9').notNull(),
    /** Program accounts; none: the whole business. */
    programs: text('programs', { mode: 'json' }).$type<string[]>().notNull(),
    visibility: integer('visibility').$type<Visibility>().notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    comment: text('comment').notNull(),
    askedBy: text('asked_by').notNull(),
    askedOn: text('asked_on').notNull(),
    status: text('status').$type<'PENDING' | 'APPROVED' | 'REJECTED' | 'REVOKED'>().notNull(),
    decidedBy: text('decided_by'),
    decidedOn: text('decided_on'),
  },
  (table) => [
    index('authority_requests_importer').on(table.importerBn9, table.status),
    index('authority_requests_provider').on(table.providerBn9, table.status),
  ],
);

export type AuthorityRequest = typeof authorityRequests.$inferSelect;

export type AuthorityInput = Pick<
  AuthorityRequest,
  'importerBn9' | 'programs' | 'visibility' | 'validTo' | 'comment'
> & { validFrom?: string | undefined };

/** It was decided on already, or is not in force. */
export class AuthorityDecided extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'AUTHORITY_DECIDED';

  constructor({ id, status }: AuthorityRequest) {
    super(
      { en: `Request ${id} is ${status} already`, fr: `La demande ${id} est déjà à l’état ${status}` },
      { id, status },
    );
  }
}

/**
 * A broker or trade consultant asks a client for authority.
 *
 * Source: CARM delegation of authority guide (the provider requests, the client approves).
 *
 * @throws Forbidden where the one who asks is no provider; NotFound
 */
export async function askForAuthority(ctx: Context, input: AuthorityInput): Promise<AuthorityRequest> {
  const { actor, clock, store } = ctx;
  return store.inTransaction(async (tx) => {
    const provider = actor.bn9 === undefined ? undefined : await findBusiness(tx, actor.bn9);
    if (provider === undefined || !isServiceProvider(provider.kind) || !actor.scopes.has('access:manage'))
      throw new Forbidden('access:manage', actor.bn9);
    if ((await findBusiness(tx, input.importerBn9)) === undefined) {
      throw new NotFound({ en: 'Business', fr: 'L’entreprise' }, input.importerBn9);
    }
    await requirePrograms(tx, input.programs, input.importerBn9);
    const validFrom = input.validFrom ?? clock.today();
    if (input.validTo !== null && input.validTo < validFrom) throw wrongPeriod();
    const request: AuthorityRequest = {
      id: await nextNumber(tx, authorityRequests, authorityRequests.id),
      ...{ providerBn9: provider.bn9, ...input, validFrom },
      ...{ askedBy: actor.id, askedOn: clock.today() },
      ...{ status: 'PENDING', decidedBy: null, decidedOn: null },
    };
    await tx.db.insert(authorityRequests).values(request);
    await tell(tx, ctx, 'authority.asked', request);
    return request;
  });
}

/** The client agrees, to what it chooses of what was asked for. @throws Forbidden, NotFound, AuthorityDecided */
export async function approveAuthority(
  ctx: Context,
  id: number,
  { programs, visibility }: Pick<AuthorityRequest, 'programs' | 'visibility'>,
): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const request = await decidable(tx, ctx, id, 'PENDING');
    await requirePrograms(tx, programs, request.importerBn9);
    const { providerBn9: brokerBn9, importerBn9, validFrom, validTo } = request;
    await tx.db
      .insert(delegations)
      .values({ brokerBn9, importerBn9, validFrom, validTo, programs, visibility })
      .onConflictDoUpdate({
        target: [delegations.brokerBn9, delegations.importerBn9, delegations.validFrom],
        set: { validTo, programs, visibility },
      });
    await decide(tx, ctx, { ...request, programs, visibility }, 'APPROVED');
  });
}

/** Give an authority for which nobody asked in the portal. It stands among the requests, so that its client may revoke it. */
export async function giveAuthority(
  tx: Tx,
  { actor, clock }: Context,
  given: Pick<Delegation, 'brokerBn9' | 'importerBn9' | 'validFrom' | 'validTo' | 'visibility'>,
): Promise<void> {
  const { brokerBn9: providerBn9, ...terms } = { ...given, programs: [] };
  await insertDelegation(tx, { ...given, programs: [] });
  await tx.db.insert(authorityRequests).values({
    id: await nextNumber(tx, authorityRequests, authorityRequests.id),
    ...{ providerBn9, ...terms, comment: '', askedBy: actor.id, askedOn: clock.today() },
    ...{ status: 'APPROVED', decidedBy: actor.id, decidedOn: clock.today() },
  });
}

export async function rejectAuthority(ctx: Context, id: number): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    await decide(tx, ctx, await decidable(tx, ctx, id, 'PENDING'), 'REJECTED');
  });
}

/**
 * End an authority at once. Declarations that were accepted stay.
 *
 * Assumption A-86: it ends with the day before, so that nothing more is filed under it today.
 */
export async function revokeAuthority(ctx: Context, id: number): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const request = await decidable(tx, ctx, id, 'APPROVED');
    const { providerBn9, importerBn9, validFrom } = request;
    await tx.db
      .update(delegations)
      .set({ validTo: dayBefore(ctx.clock.today()) })
      .where(
        and(
          eq(delegations.brokerBn9, providerBn9),
          eq(delegations.importerBn9, importerBn9),
          eq(delegations.validFrom, validFrom),
        ),
      );
    await decide(tx, ctx, request, 'REVOKED');
  });
}

/** All requests of a business, as the one that asks or the one that is asked, newest first. */
export async function authorityRequestsOf(on: Reader, bn9: string): Promise<AuthorityRequest[]> {
  return on.db
    .select()
    .from(authorityRequests)
    .where(or(eq(authorityRequests.importerBn9, bn9), eq(authorityRequests.providerBn9, bn9)))
    .orderBy(desc(authorityRequests.id));
}

async function decidable(
  tx: Tx,
  { actor }: Context,
  id: number,
  status: AuthorityRequest['status'],
): Promise<AuthorityRequest> {
  const [request] = await tx.db.select().from(authorityRequests).where(eq(authorityRequests.id, id));
  if (request === undefined || (actor.kind === 'partner' && actor.bn9 !== request.importerBn9)) {
    throw new NotFound({ en: 'Request', fr: 'La demande' }, String(id));
  }
  const isWhole = actor.inPrograms === undefined || actor.kind !== 'partner';
  const isInside =
    request.programs.length > 0 &&
    request.programs.every((program) => actor.inPrograms?.get(program)?.has('access:manage'));
  if (!actor.scopes.has('access:manage') || !(isWhole || isInside)) {
    throw new Forbidden('access:manage', request.importerBn9);
  }
  if (request.status !== status) throw new AuthorityDecided(request);
  return request;
}

async function decide(
  tx: Tx,
  ctx: Context,
  request: AuthorityRequest,
  status: AuthorityRequest['status'],
): Promise<void> {
  const { id, programs, visibility } = request;
  const decided = { status, decidedBy: ctx.actor.id, decidedOn: ctx.clock.today(), programs, visibility };
  await tx.db.update(authorityRequests).set(decided).where(eq(authorityRequests.id, id));
  await tell(tx, ctx, `authority.${status.toLowerCase()}`, { ...request, ...decided });
}

async function tell(tx: Tx, ctx: Context, action: string, request: AuthorityRequest): Promise<void> {
  const { id, importerBn9, providerBn9, programs, visibility } = request;
  await record(tx, ctx, {
    action,
    subject: importerBn9,
    detail: { request: id, providerBn9, programs, visibility },
  });
}

async function requirePrograms(on: Reader, programs: readonly string[], bn9: string): Promise<void> {
  for (const program of programs) {
    if (bn9Of(program) === bn9 && (await findAccount(on, program)) !== undefined) continue;
    throw new InvalidInput({
      en: `${program} is no program account of ${bn9}`,
      fr: `${program} n’est pas un compte de programme de ${bn9}`,
    });
  }
}

function wrongPeriod(): InvalidInput {
  return new InvalidInput({
    en: 'The last day of an authority does not come before its first',
    fr: 'Le dernier jour d’une autorisation ne précède pas le premier',
  });
}
