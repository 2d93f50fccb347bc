import { beforeEach, describe, expect, it } from 'vitest';
import { businessNumberFrom, type ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { mayDo } from '../../src/accounts/rights.ts';
import { findBusiness, insertBusiness, insertDelegation } from '../../src/accounts/store.ts';
import { accountsInView } from '../../src/accounts/view.ts';
import { readCad } from '../../src/cad/read-cad.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import type { Environment } from '../../src/open-environment.ts';
import { changeRole, giveRole, removeEmployee } from '../../src/users/access.ts';
import { actorFor } from '../../src/users/actors.ts';
import {
  addClients,
  assignEmployees,
  deleteClientGroup,
  makeClientGroup,
  removeClient,
} from '../../src/users/client-groups.ts';
import { membershipsOf, type Role, type User } from '../../src/users/store.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { aUser } from '../support/a-user.ts';

const broker = businessNumberFrom('80000001');
const rival = businessNumberFrom('80000002');

let environment: Environment;
let [first, second]: ProgramAccountNumber[] = [];
let manager: Context;
let employee: User;

const bn9Of = (bn15: string) => bn15.slice(0, 9);

// A broker with two clients, a manager and an employee; another broker beside it.
beforeEach(async () => {
  environment = await aCarm();
  [first, second] = [await anImporter(environment, 1), await anImporter(environment, 2)];
  await environment.store.inTransaction(async (tx) => {
    for (const bn9 of [broker, rival]) {
      const legalName = `Broker ${bn9} (fictitious)`;
      await insertBusiness(tx, { bn9, kind: 'broker', legalName, language: 'en', province: 'ON' });
      for (const client of [first!, second!]) {
        const between = { brokerBn9: bn9, importerBn9: bn9Of(client) };
        await insertDelegation(tx, { ...between, validFrom: '2024-11-01', validTo: null });
      }
    }
  });
  manager = await workingAs(await anEmployee('manager', 'BAM'));
  employee = await anEmployee('employee', 'EDITOR');
  return () => environment.close();
});

function anEmployee(name: string, role: Role, bn9: string = broker): Promise<User> {
  return aUser(environment, name, { works: { bn9, role } });
}

/** The context of a user's next request. */
async function workingAs(user: User, bn9: string = broker): Promise<Context> {
  const { read } = environment.store;
  const business = (await findBusiness(read, bn9))!;
  return environment.as(await actorFor(read, user, business, await membershipsOf(read, user.id)));
}

async function clientsOf(user: User): Promise<string[]> {
  return accountsInView(await workingAs(user), 'cad:submit', undefined);
}

describe('a client group', () => {
  it('has a name that no other group of the business has, nor had before it was deleted', async () => {
    const { id } = await makeClientGroup(manager, 'Automotive');
    await expect(makeClientGroup(manager, ' automotive ')).rejects.toMatchObject({
      code: 'CLIENT_GROUP_NAME_TAKEN',
    });
    await deleteClientGroup(manager, id);
    await expect(makeClientGroup(manager, 'Automotive')).rejects.toMatchObject({
      code: 'CLIENT_GROUP_NAME_TAKEN',
      text: { en: expect.stringContaining('had until 2024-11-04') },
    });
    await expect(addClients(manager, id, [bn9Of(first!)])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere = await workingAs(await anEmployee('rival manager', 'BAM', rival), rival);
    await makeClientGroup(elsewhere, 'Automotive');
  });

  it('is built by a business account manager of a provider alone', async () => {
    const { id } = await makeClientGroup(manager, 'Automotive');
    const importerManager = await aUser(environment, 'importer manager', {
      works: { bn9: bn9Of(first!), role: 'BAM' },
    });
    const others = [
      await workingAs(employee),
      await workingAs(await anEmployee('program manager', 'PAM')),
      await workingAs(importerManager, bn9Of(first!)),
    ];
    for (const other of others) {
      await expect(makeClientGroup(other, 'Mine')).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(assignEmployees(other, id, [employee.id])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const elsewhere = await workingAs(await anEmployee('rival manager', 'BAM', rival), rival);
    await expect(deleteClientGroup(elsewhere, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has clients of the provider and its employees, and nobody else', async () => {
    const { id } = await makeClientGroup(manager, 'Automotive');
    const stranger = await anImporter(environment, 3);
    await expect(addClients(manager, id, [bn9Of(first!), bn9Of(stranger)])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const outsider = await anEmployee('outsider', 'EDITOR', rival);
    await expect(assignEmployees(manager, id, [outsider.id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(removeClient(manager, id, bn9Of(first!))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an employee of a provider', () => {
  it('acts for all clients where there is no group, for none once there is, for those of its groups then', async () => {
    expect(await clientsOf(employee)).toEqual([first, second]);
    const { id } = await makeClientGroup(manager, 'Automotive');
    await addClients(manager, id, [bn9Of(first!)]);
    expect(await clientsOf(employee)).toEqual([]);
    await assignEmployees(manager, id, [employee.id]);
    expect(await clientsOf(employee)).toEqual([first]);
    const { id: other } = await makeClientGroup(manager, 'Food');
    await addClients(manager, other, [bn9Of(second!), bn9Of(first!)]);
    await assignEmployees(manager, other, [employee.id]);
    expect(await clientsOf(employee)).toEqual([first, second]);
    expect(await accountsInView(manager, 'cad:submit', undefined)).toEqual([first, second]);
  });

  it('is refused whatever a client outside of its groups has', async () => {
    const { id } = await makeClientGroup(manager, 'Automotive');
    await addClients(manager, id, [bn9Of(first!)]);
    await assignEmployees(manager, id, [employee.id]);
    const numbers = [
      await released(environment, first!, 1),
      await released(environment, second!, 2),
      await released(environment, second!, 3),
    ] as const;
    const ctx = await workingAs(employee);
    await submitCad(ctx, aCad(first!, numbers[0]));
    await expect(submitCad(ctx, aCad(second!, numbers[1]))).rejects.toMatchObject({
      findings: [{ code: 'CAD-E020' }],
    });
    await submitCad(asImporter(environment, second!), aCad(second!, numbers[2]));
    await expect(readCad(ctx, numbers[2])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(accountsInView(ctx, 'account:read', second)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    ['taken out of its group', (id: number) => assignEmployees(manager, id, [])],
    ['whose client is taken out of the group', (id: number) => removeClient(manager, id, bn9Of(first!))],
    ['whose group is deleted beside another', (id: number) => deleteClientGroup(manager, id)],
  ])('%s is refused at once', async (_, change) => {
    await makeClientGroup(manager, 'Food');
    const { id } = await makeClientGroup(manager, 'Automotive');
    await addClients(manager, id, [bn9Of(first!)]);
    await assignEmployees(manager, id, [employee.id]);
    expect(await clientsOf(employee)).toEqual([first]);
    await change(id);
    const { actor } = await workingAs(employee);
    const { read } = environment.store;
    expect(await mayDo(read, actor, 'cad:submit', first!, environment.clock.today())).toBe(false);
  });

  it('acts for all clients as a business account manager, and for none when it comes back after leaving', async () => {
    const { id } = await makeClientGroup(manager, 'Automotive');
    await addClients(manager, id, [bn9Of(first!)]);
    await assignEmployees(manager, id, [employee.id]);
    await changeRole(manager, employee.id, broker, { role: 'BAM', programs: [] });
    expect(await clientsOf(employee)).toEqual([first, second]);
    await removeEmployee(manager, employee.id, broker);
    await environment.store.inTransaction((tx) =>
      giveRole(tx, employee.id, broker, { role: 'EDITOR', programs: [] }),
    );
    expect(await clientsOf(employee)).toEqual([]);
  });

  it('is held to its groups for clients alone: the provider’s own account stays open', async () => {
    await makeClientGroup(manager, 'Automotive');
    const { actor } = await workingAs(employee);
    expect(await mayDo(environment.store.read, actor, 'account:read', `${broker}RM0001`, '2024-11-04')).toBe(
      true,
    );
  });
});
