import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Environment, system } from '../../src/open-environment.ts';
import { bringInCast, castAddress } from '../../src/population/cast.ts';
import { giveRole } from '../../src/users/access.ts';
import { userByEmail } from '../../src/users/store.ts';
import { aCarm } from '../support/a-carm.ts';
import { aVisitor, type Visitor } from '../support/a-visitor.ts';

const northgate = '800010019';
const [maple, erable] = ['700010010RM0001', '700010028RM0001'];

let environment: Environment;
let grace: { id: string };

// Grace Lee works for the broker as well, as an editor.
beforeAll(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
  grace = (await userByEmail(environment.store.read, castAddress('Grace Lee')))!;
  await environment.store.inTransaction((tx) =>
    giveRole(tx, grace.id, northgate, { role: 'EDITOR', programs: [] }),
  );
});

afterAll(() => environment.close());

/** What somebody meets who asks to have an account in view, and there its releases. */
async function statusAt(visitor: Visitor, account: string): Promise<number> {
  const { leadsTo, status } = await visitor.send('/switch-account', { account, back: '/portal/releases' });
  return leadsTo === undefined ? status : (await visitor.open(leadsTo)).status;
}

it('a manager of a broker shares clients out; an employee sees those of its groups until it is taken out', async () => {
  const farid = await aVisitor(environment, 'Farid Haddad');
  const employee = await aVisitor(environment, 'Grace Lee');
  await employee.send('/switch-business', { bn9: northgate });
  expect(await statusAt(employee, erable!)).toBe(200);

  expect((await farid.open('/portal/business')).text).toContain('/en/portal/business/groups');
  expect((await farid.open('/portal/business/groups')).text).toContain('every employee acts for all clients');
  const { leadsTo } = await farid.send('/portal/business/groups', { name: 'Ontario' });
  expect(leadsTo).toBe('/portal/business/groups/1');
  expect(await statusAt(employee, maple!)).toBe(422);

  await farid.send(`${leadsTo}/clients`, { clients: [maple!.slice(0, 9)] });
  await farid.send(`${leadsTo}/employees`, { employees: [grace.id] });
  expect(await statusAt(employee, maple!)).toBe(200);
  expect(await statusAt(employee, erable!)).toBe(422);
  expect((await farid.open('/portal/business/groups')).text).toContain('<td>Grace Lee</td>');

  const relationships = async (visitor: Visitor) => {
    const { text } = await visitor.open('/portal/business/providers');
    return ['Maple Leaf Trading', 'Érable'].map((name) => text.includes(name));
  };
  expect(await relationships(employee)).toEqual([true, false]);
  expect(await relationships(farid)).toEqual([true, true]);

  await farid.send(`${leadsTo}/employees`, {});
  expect(await relationships(employee)).toEqual([false, false]);
  expect(await statusAt(employee, maple!)).toBe(422);
  expect((await employee.open('/portal')).text).not.toContain('Maple Leaf Trading');
  expect((await employee.open('/portal/business/groups')).status).toBe(403);
});

it('a name that was used is refused, in the language of the manager', async () => {
  const farid = await aVisitor(environment, 'Farid Haddad', 'fr');
  const { leadsTo } = await farid.send('/portal/business/groups', { name: 'Québec' });
  await farid.send(`${leadsTo}/clients`, { clients: [erable!.slice(0, 9)] });
  await farid.send(`${leadsTo}/clients/remove`, { client: erable!.slice(0, 9) });
  expect((await farid.open(leadsTo!)).text).toContain('Aucun client n’est encore dans ce groupe.');
  expect((await farid.send(`${leadsTo}/clients`, {})).text).toContain('Choisissez un client');
  expect((await farid.send(`${leadsTo}/delete`, {})).leadsTo).toBe('/portal/business/groups');
  const again = await farid.send('/portal/business/groups', { name: 'QUÉBEC' });
  expect([again.status, again.text.includes('aucun nom ne sert deux fois')]).toEqual([422, true]);
  expect((await farid.send('/portal/business/groups', { name: '' })).text).toContain('Entrez un nom');
  expect((await farid.open(leadsTo!)).status).toBe(404);
});

it('the groups of a provider are not there for another one', async () => {
  const consultant = await aVisitor(environment, 'Grace Lee');
  await consultant.send('/switch-business', { bn9: '800010027' });
  expect((await consultant.open('/portal/business/groups')).text).toContain('no client groups yet');
  expect((await consultant.open('/portal/business/groups/1')).status).toBe(404);
});
