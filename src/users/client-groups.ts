import { requireScope } from '../accounts/rights.ts';
import { type Business, clientsOf, findBusiness, isServiceProvider } from '../accounts/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError, Forbidden, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import {
  type ClientGroup,
  clientGroupsOf,
  clientsOfEmployee,
  clientsOfGroup,
  deleteGroupClient,
  deleteGroupEmployee,
  employeesOfGroup,
  endClientGroup,
  findClientGroup,
  groupEverNamed,
  insertClientGroup,
  insertGroupClients,
  insertGroupEmployee,
} from './client-group-store.ts';
import { type Membership, membersOf } from './store.ts';

/** A name is one group's for good: it is not used again, not even once the group was deleted. */
export class ClientGroupNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CLIENT_GROUP_NAME_TAKEN';

  constructor({ name, deletedOn }: ClientGroup) {
    const [en, fr] =
      deletedOn === null ? ['has', 'porte'] : [`had until ${deletedOn}`, `a porté jusqu’au ${deletedOn}`];
    super(
      {
        en: `Choose another name: a client group ${en} the name “${name}”, and no name is used twice`,
        fr: `Choisissez un autre nom : un groupe de clients ${fr} le nom « ${name} », et aucun nom ne sert deux fois`,
      },
      { name },
    );
  }
}

/**
 * The clients for whom somebody who works for a business acts, by their business numbers; nothing where it acts for all.
 *
 * Source: CARM video 5 (employees of a provider are assigned to client groups, and so gain access to their clients).
 * Assumption A-94: who is in no group of a provider that has groups acts for no client; where there are no groups, and
 * for business account managers, nobody is shut out.
 */
export async function clientsSharedWith(
  on: Reader,
  userId: string,
  { bn9, kind }: Business,
  memberships: readonly Membership[],
): Promise<ReadonlySet<string> | undefined> {
  if (!isServiceProvider(kind) || memberships.some(({ role }) => role === 'BAM')) return undefined;
  if ((await clientGroupsOf(on, bn9)).length === 0) return undefined;
  return new Set(await clientsOfEmployee(on, bn9, userId));
}

/** @throws Forbidden for all but business account managers of a provider; ClientGroupNameTaken */
export async function makeClientGroup(ctx: Context, name: string): Promise<ClientGroup> {
  return ctx.store.inTransaction(async (tx) => {
    const providerBn9 = await ownProvider(tx, ctx);
    const nameKey = name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
    const known = await groupEverNamed(tx, providerBn9, nameKey);
    if (known !== undefined) throw new ClientGroupNameTaken(known);
    const group = await insertClientGroup(tx, {
      ...{ providerBn9, name: name.trim(), nameKey },
      ...{ madeBy: ctx.actor.id, madeOn: ctx.clock.today(), deletedOn: null },
    });
    await tell(tx, ctx, 'made', group);
    return group;
  });
}

/** Its employees act for its clients no longer, unless another group of theirs has them too. @throws Forbidden, NotFound */
export async function deleteClientGroup(ctx: Context, id: number): Promise<void> {
  await changing(ctx, id, async (tx, group) => {
    await endClientGroup(tx, id, ctx.clock.today());
    await tell(tx, ctx, 'deleted', group);
  });
}

/** Put clients into a group; there is no limit to how many. @throws Forbidden, NotFound for who is no client today */
export async function addClients(ctx: Context, id: number, bn9s: readonly string[]): Promise<void> {
  await changing(ctx, id, async (tx, group) => {
    const clients = new Set(await clientsOf(tx, group.providerBn9, ctx.clock.today()));
    const stranger = bn9s.find((bn9) => !clients.has(bn9));
    if (stranger !== undefined) throw new NotFound({ en: 'Client', fr: 'Le client' }, stranger);
    const known = new Set(await clientsOfGroup(tx, id));
    const added = [...new Set(bn9s)].filter((bn9) => !known.has(bn9));
    if (added.length === 0) return;
    await insertGroupClients(tx, id, added);
    await tell(tx, ctx, 'clients-added', group, { clients: added });
  });
}

/** @throws Forbidden, NotFound */
export async function removeClient(ctx: Context, id: number, bn9: string): Promise<void> {
  await changing(ctx, id, async (tx, group) => {
    if (!(await clientsOfGroup(tx, id)).includes(bn9))
      throw new NotFound({ en: 'Client', fr: 'Le client' }, bn9);
    await deleteGroupClient(tx, id, bn9);
    await tell(tx, ctx, 'client-removed', group, { client: bn9 });
  });
}

/** Assign to a group those employees of the provider, and nobody else. @throws Forbidden, NotFound */
export async function assignEmployees(ctx: Context, id: number, userIds: readonly string[]): Promise<void> {
  await changing(ctx, id, async (tx, group) => {
    const members = new Set((await membersOf(tx, group.providerBn9)).map(({ userId }) => userId));
    const stranger = userIds.find((userId) => !members.has(userId));
    if (stranger !== undefined) throw new NotFound({ en: 'Employee', fr: 'L’employé' }, stranger);
    const wanted = new Set(userIds);
    const before = new Set(await employeesOfGroup(tx, id));
    const [added, removed] = [[...wanted.difference(before)], [...before.difference(wanted)]];
    if (added.length + removed.length === 0) return;
    for (const userId of added) await insertGroupEmployee(tx, id, userId);
    for (const userId of removed) await deleteGroupEmployee(tx, id, userId);
    await tell(tx, ctx, 'employees-assigned', group, { added, removed });
  });
}

/** A living group of the actor's business, to change it. */
async function changing(
  ctx: Context,
  id: number,
  change: (tx: Tx, group: ClientGroup) => Promise<void>,
): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const providerBn9 = await ownProvider(tx, ctx);
    const group = await findClientGroup(tx, providerBn9, id);
    if (group === undefined)
      throw new NotFound({ en: 'Client group', fr: 'Le groupe de clients' }, String(id));
    await change(tx, group);
  });
}

/** The provider whose groups the actor builds. */
async function ownProvider(tx: Tx, ctx: Context): Promise<string> {
  requireScope(ctx, 'business:manage');
  const { bn9 } = ctx.actor;
  const business = bn9 === undefined ? undefined : await findBusiness(tx, bn9);
  if (business === undefined || !isServiceProvider(business.kind))
    throw new Forbidden('business:manage', bn9);
  return business.bn9;
}

async function tell(
  tx: Tx,
  ctx: Context,
  what: string,
  { id, name, providerBn9 }: ClientGroup,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const action = `client-group.${what}`;
  await record(tx, ctx, { action, subject: providerBn9, detail: { group: id, name, ...detail } });
}
