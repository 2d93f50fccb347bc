import { and, asc, eq, isNull } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../context.ts';
import { nextNumber } from '../storage/next-number.ts';

/** Groups of clients, by which a provider shares them out among its employees. One that is deleted keeps its name. */
export const clientGroups = sqliteTable(
  'client_groups',
  {
    id: integer('id').primaryKey(),
    providerBn9: text('provider_bn9').notNull(),
    name: text('name').notNull(),
    /** The name as it is compared with others. */
    nameKey: text('name_key').notNull(),
    madeBy: text('made_by').notNull(),
    madeOn: text('made_on').notNull(),
    deletedOn: text('deleted_on'),
  },
  (table) => [uniqueIndex('client_groups_name').on(table.providerBn9, table.nameKey)],
);

export const clientGroupClients = sqliteTable(
  'client_group_clients',
  { groupId: integer('group_id').notNull(), clientBn9: text('client_bn9').notNull() },
  (table) => [primaryKey({ columns: [table.groupId, table.clientBn9] })],
);

export const clientGroupEmployees = sqliteTable(
  'client_group_employees',
  { groupId: integer('group_id').notNull(), userId: text('user_id').notNull() },
  (table) => [
    primaryKey({ columns: [table.groupId, table.userId] }),
    index('client_group_employees_user').on(table.userId),
  ],
);

export type ClientGroup = typeof clientGroups.$inferSelect;

/** The groups that a provider has, by name. */
export async function clientGroupsOf(on: Reader, providerBn9: string): Promise<ClientGroup[]> {
  return on.db
    .select()
    .from(clientGroups)
    .where(and(eq(clientGroups.providerBn9, providerBn9), isNull(clientGroups.deletedOn)))
    .orderBy(asc(clientGroups.nameKey));
}

/** A living group of a provider. */
export async function findClientGroup(
  on: Reader,
  providerBn9: string,
  id: number,
): Promise<ClientGroup | undefined> {
  return (await clientGroupsOf(on, providerBn9)).find((group) => group.id === id);
}

/** A group of a provider by its name, even one that was deleted. */
export async function groupEverNamed(
  on: Reader,
  providerBn9: string,
  nameKey: string,
): Promise<ClientGroup | undefined> {
  const named = and(eq(clientGroups.providerBn9, providerBn9), eq(clientGroups.nameKey, nameKey));
  return (await on.db.select().from(clientGroups).where(named))[0];
}

export async function insertClientGroup(tx: Tx, group: Omit<ClientGroup, 'id'>): Promise<ClientGroup> {
  const made = { id: await nextNumber(tx, clientGroups, clientGroups.id), ...group };
  await tx.db.insert(clientGroups).values(made);
  return made;
}

/** A group ends; who and whom it had together is forgotten, its name is not. */
export async function endClientGroup(tx: Tx, id: number, deletedOn: string): Promise<void> {
  await tx.db.update(clientGroups).set({ deletedOn }).where(eq(clientGroups.id, id));
  await tx.db.delete(clientGroupClients).where(eq(clientGroupClients.groupId, id));
  await tx.db.delete(clientGroupEmployees).where(eq(clientGroupEmployees.groupId, id));
}

export async function clientsOfGroup(on: Reader, groupId: number): Promise<string[]> {
  const rows = await on.db
    .select()
    .from(clientGroupClients)
    .where(eq(clientGroupClients.groupId, groupId))
    .orderBy(asc(clientGroupClients.clientBn9));
  return rows.map(({ clientBn9 }) => clientBn9);
}

export async function employeesOfGroup(on: Reader, groupId: number): Promise<string[]> {
  const rows = await on.db
    .select()
    .from(clientGroupEmployees)
    .where(eq(clientGroupEmployees.groupId, groupId))
    .orderBy(asc(clientGroupEmployees.userId));
  return rows.map(({ userId }) => userId);
}

/** The clients in those of a provider's groups to which an employee is assigned. */
export async function clientsOfEmployee(on: Reader, providerBn9: string, userId: string): Promise<string[]> {
  const rows = await on.db
    .selectDistinct({ clientBn9: clientGroupClients.clientBn9 })
    .from(clientGroupEmployees)
    .innerJoin(clientGroups, eq(clientGroups.id, clientGroupEmployees.groupId))
    .innerJoin(clientGroupClients, eq(clientGroupClients.groupId, clientGroupEmployees.groupId))
    .where(and(eq(clientGroupEmployees.userId, userId), eq(clientGroups.providerBn9, providerBn9)));
  return rows.map(({ clientBn9 }) => clientBn9);
}

export async function insertGroupClients(
  tx: Tx,
  groupId: number,
  clientBn9s: readonly string[],
): Promise<void> {
  await tx.db.insert(clientGroupClients).values(clientBn9s.map((clientBn9) => ({ groupId, clientBn9 })));
}

export async function deleteGroupClient(tx: Tx, groupId: number, clientBn9: string): Promise<void> {
  const one = and(eq(clientGroupClients.groupId, groupId), eq(clientGroupClients.clientBn9, clientBn9));
  await tx.db.delete(clientGroupClients).where(one);
}

export async function insertGroupEmployee(tx: Tx, groupId: number, userId: string): Promise<void> {
  await tx.db.insert(clientGroupEmployees).values({ groupId, userId });
}

export async function deleteGroupEmployee(tx: Tx, groupId: number, userId: string): Promise<void> {
  const one = and(eq(clientGroupEmployees.groupId, groupId), eq(clientGroupEmployees.userId, userId));
  await tx.db.delete(clientGroupEmployees).where(one);
}

/** Take somebody who leaves a provider out of all its groups. */
export async function leaveClientGroups(tx: Tx, providerBn9: string, userId: string): Promise<void> {
  for (const { id } of await clientGroupsOf(tx, providerBn9)) await deleteGroupEmployee(tx, id, userId);
}
