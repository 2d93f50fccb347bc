import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  approveAuthority,
  askForAuthority,
  authorityRequestsOf,
  rejectAuthority,
  revokeAuthority,
} from '../../src/accounts/authority.ts';
import {
  businessNumberFrom,
  type ProgramAccountNumber,
  programAccountFrom,
} from '../../src/accounts/identifiers.ts';
import { delegate } from '../../src/accounts/open-account.ts';
import { mayDo, type Right } from '../../src/accounts/rights.ts';
import { findBusiness, insertAccount, insertBusiness } from '../../src/accounts/store.ts';
import { readDraft, saveDraft } from '../../src/cad/drafts.ts';
import { readCad } from '../../src/cad/read-cad.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import {
  approveAccess,
  askForAccess,
  changeRole,
  rejectAccess,
  removeEmployee,
} from '../../src/users/access.ts';
import { actorFor } from '../../src/users/actors.ts';
import { mailTo } from '../../src/users/mailbox.ts';
import { changePreferences } from '../../src/users/profile.ts';
import { membershipsOf, type Role, type User } from '../../src/users/store.ts';
import { aCad, aCarm, anImporter, asImporter, released } from '../support/a-carm.ts';
import { aUser } from '../support/a-user.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let second: ProgramAccountNumber;
const broker = businessNumberFrom('80000001');
const consultant = businessNumberFrom('80000002');

beforeAll(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  second = programAccountFrom(businessNumberFrom(importer.slice(0, 8)), 2);
  await environment.store.inTransaction(async (tx) => {
    const terms = { profile: 'IMPORTER', hasRpp: true, offsetting: 'PROGRAM_ONLY' } as const;
    await insertAccount(tx, { bn15: second, bn9: importer.slice(0, 9), ...terms, openedOn: '2024-01-01' });
    for (const [bn9, kind] of [
      [broker, 'broker'],
      [consultant, 'consultant'],
    ] as const) {
      await insertBusiness(tx, {
        bn9,
        kind,
        legalName: `A ${kind} (fictitious)`,
        language: 'en',
        province: 'ON',
      });
    }
  });
});

afterAll(() => environment.close());

/** The context in which a user works for a business. */
async function workingAs(user: User, bn9: string): Promise<Context> {
  const { read } = environment.store;
  const business = (await findBusiness(read, bn9))!;
  return environment.as(await actorFor(read, user, business, await membershipsOf(read, user.id)));
}

async function anEmployee(name: string, bn9: string, role: Role, programs: string[] = []): Promise<Context> {
  return workingAs(await aUser(environment, name, { works: { bn9, role, programs } }), bn9);
}

async function may(ctx: Context, right: Right, bn15: string): Promise<boolean> {
  return mayDo(environment.store.read, ctx.actor, right, bn15, environment.clock.today());
}

const own = () => importer.slice(0, 9);

describe('a role in a business', () => {
  it.each([
    // role      submit  read   pay    manage
    ['BAM', [true, true, true, true]],
    ['PAM', [true, true, true, true]],
    ['EDITOR', [true, true, true, false]],
    ['READER', [false, true, false, false]],
  ] as const)('%s: may submit, read, pay, manage access', async (role, expected) => {
    const ctx = await anEmployee(`as ${role}`, own(), role);
    const rights = ['cad:submit', 'cad:read', 'payment:make', 'access:manage'] as const;
    expect(await Promise.all(rights.map((right) => may(ctx, right, importer)))).toEqual(expected);
  });

  it('counts in the program accounts it is for, and in no other', async () => {
    const ctx = await anEmployee('of one program', own(), 'EDITOR', [second]);
    expect([await may(ctx, 'cad:submit', second), await may(ctx, 'cad:submit', importer)]).toEqual([
      true,
      false,
    ]);
  });

  it('is nothing for another business', async () => {
    const other = await anImporter(environment, 2);
    const ctx = await anEmployee('a stranger', other.slice(0, 9), 'BAM');
    expect(await may(ctx, 'cad:read', importer)).toBe(false);
  });
});

describe('access to a business', () => {
  it('is asked for, approved by a manager, changed and taken away', async () => {
    const manager = await anEmployee('manager', own(), 'BAM');
    const user = await aUser(environment, 'newcomer');
    const { id } = await askForAccess(manager, user.id, { bn9: own(), comment: 'I clear the goods.' });
    await approveAccess(manager, id, { role: 'EDITOR', programs: [importer] });
    expect(await membershipsOf(environment.store.read, user.id)).toMatchObject([
      { role: 'EDITOR', program: importer },
    ]);
    await expect(approveAccess(manager, id, { role: 'READER', programs: [] })).rejects.toMatchObject({
      code: 'NOTHING_TO_DECIDE',
    });
    await changeRole(manager, user.id, own(), { role: 'READER', programs: [] });
    expect(await membershipsOf(environment.store.read, user.id)).toMatchObject([
      { role: 'READER', program: '*' },
    ]);
    await removeEmployee(manager, user.id, own());
    expect(await membershipsOf(environment.store.read, user.id)).toEqual([]);
  });

  it('is given by a program account manager inside the program alone', async () => {
    const manager = await anEmployee('program manager', own(), 'PAM', [second]);
    const user = await aUser(environment, 'hopeful');
    const { id } = await askForAccess(manager, user.id, { bn9: own(), comment: '' });
    for (const grant of [
      { role: 'BAM' as const, programs: [] },
      { role: 'EDITOR' as const, programs: [] },
      { role: 'EDITOR' as const, programs: [importer] },
    ]) {
      await expect(approveAccess(manager, id, grant)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await approveAccess(manager, id, { role: 'EDITOR', programs: [second] });
  });

  it('of a business account manager is given and changed by another one alone', async () => {
    const everywhere = await anEmployee('manager of all programs', own(), 'PAM');
    const user = await aUser(environment, 'ambitious', { works: { bn9: own(), role: 'READER' } });
    const business = await aUser(environment, 'of the business', { works: { bn9: own(), role: 'BAM' } });
    const forbidden = { code: 'FORBIDDEN', details: { right: 'business:manage' } };
    await expect(changeRole(everywhere, user.id, own(), { role: 'BAM', programs: [] })).rejects.toMatchObject(
      forbidden,
    );
    await expect(
      changeRole(everywhere, business.id, own(), { role: 'READER', programs: [] }),
    ).rejects.toMatchObject(forbidden);
    await expect(removeEmployee(everywhere, business.id, own())).rejects.toMatchObject(forbidden);
    const { id } = await askForAccess(everywhere, business.id, { bn9: own(), comment: '' });
    await expect(approveAccess(everywhere, id, { role: 'READER', programs: [] })).rejects.toMatchObject(
      forbidden,
    );
    expect(await membershipsOf(environment.store.read, business.id)).toMatchObject([{ role: 'BAM' }]);
  });

  it('to other programs is neither changed nor taken away by the manager of one', async () => {
    const manager = await anEmployee('manager of the second program', own(), 'PAM', [second]);
    const colleague = { bn9: own(), role: 'EDITOR' as const, programs: [importer, second] };
    const user = await aUser(environment, 'of both programs', { works: colleague });
    const forbidden = { code: 'FORBIDDEN', details: { right: 'access:manage' } };
    const lower = { role: 'READER' as const, programs: [second] };
    await expect(changeRole(manager, user.id, own(), lower)).rejects.toMatchObject(forbidden);
    await expect(removeEmployee(manager, user.id, own())).rejects.toMatchObject(forbidden);
    const { id } = await askForAccess(manager, user.id, { bn9: own(), comment: '' });
    await expect(approveAccess(manager, id, lower)).rejects.toMatchObject(forbidden);
    expect((await membershipsOf(environment.store.read, user.id)).length).toBe(2);
  });

  it('is not given by an editor, nor by a manager of another business', async () => {
    const user = await aUser(environment, 'patient');
    const editor = await anEmployee('an editor', own(), 'EDITOR');
    const other = await anImporter(environment, 3);
    const elsewhere = await anEmployee('manager elsewhere', other.slice(0, 9), 'BAM');
    const { id } = await askForAccess(editor, user.id, { bn9: own(), comment: '' });
    for (const ctx of [editor, elsewhere]) {
      await expect(rejectAccess(ctx, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('stays with one manager at least', async () => {
    const lonely = await anImporter(environment, 4);
    const bn9 = lonely.slice(0, 9);
    const user = await aUser(environment, 'lonely', { works: { bn9, role: 'BAM' } });
    const ctx = await workingAs(user, bn9);
    await expect(removeEmployee(ctx, user.id, bn9)).rejects.toMatchObject({ code: 'LAST_MANAGER' });
    await expect(changeRole(ctx, user.id, bn9, { role: 'READER', programs: [] })).rejects.toMatchObject({
      code: 'LAST_MANAGER',
    });
    const { id } = await askForAccess(ctx, user.id, { bn9, comment: '' });
    await expect(approveAccess(ctx, id, { role: 'READER', programs: [] })).rejects.toMatchObject({
      code: 'LAST_MANAGER',
    });
  });
});

describe('authority', () => {
  const asked = () => ({
    importerBn9: own(),
    programs: [],
    visibility: 3 as const,
    validTo: null,
    comment: '',
  });

  it('is asked for by a provider, approved by the client as far as it likes, and revoked at once', async () => {
    const provider = await anEmployee('the broker', broker, 'BAM');
    const manager = await anEmployee('client manager', own(), 'BAM');
    const request = await askForAuthority(provider, asked());
    expect(await may(provider, 'cad:submit', importer)).toBe(false);
    await expect(approveAuthority(provider, request.id, asked())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await approveAuthority(manager, request.id, { programs: [importer], visibility: 2 });
    expect(await may(provider, 'cad:submit', importer)).toBe(true);
    expect(await may(provider, 'cad:submit', second)).toBe(false);
    expect(await may(provider, 'account:read', importer)).toBe(false);
    await revokeAuthority(manager, request.id);
    expect(await may(provider, 'cad:submit', importer)).toBe(false);
    await expect(rejectAuthority(manager, request.id)).rejects.toMatchObject({ code: 'AUTHORITY_DECIDED' });
  });

  it('at the first level shows what the provider filed itself, and nothing of others', async () => {
    const provider = await anEmployee('a narrow broker', broker, 'BAM');
    const { id } = await askForAuthority(provider, { ...asked(), importerBn9: own() });
    const manager = await anEmployee('a careful manager', own(), 'BAM');
    await approveAuthority(manager, id, { programs: [], visibility: 1 });
    const [theirs, ours] = [
      await released(environment, importer, 71),
      await released(environment, importer, 72),
    ];
    await submitCad(manager, aCad(importer, theirs));
    await submitCad(provider, aCad(importer, ours));
    await expect(readCad(provider, theirs)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await readCad(provider, ours)).transactionNumber).toBe(ours);
    const draft = await saveDraft(manager, importer, {});
    await expect(readDraft(provider, draft.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await revokeAuthority(manager, id);
  });

  it('that was given from outside stands in the portal as well, and is revoked there', async () => {
    const manager = await anEmployee('client of a given broker', own(), 'BAM');
    const provider = await anEmployee('a given broker', broker, 'BAM');
    const given = { brokerBn9: broker, importerBn9: own(), validFrom: '2024-11-02', validTo: null };
    await delegate(environment.as(system), given);
    expect(await may(provider, 'cad:submit', importer)).toBe(true);
    const [shown] = await authorityRequestsOf(environment.store.read, own());
    expect(shown).toMatchObject({ providerBn9: broker, status: 'APPROVED', visibility: 3, programs: [] });
    await revokeAuthority(manager, shown!.id);
    expect(await may(provider, 'cad:submit', importer)).toBe(false);
  });

  it('lets a consultant adjust, and neither declare nor pay', async () => {
    const ctx = await anEmployee('the consultant', consultant, 'BAM');
    const { id } = await askForAuthority(ctx, asked());
    await approveAuthority(await anEmployee('another manager', own(), 'BAM'), id, {
      programs: [],
      visibility: 3,
    });
    const rights = ['cad:adjust', 'cad:submit', 'payment:make', 'security:manage'] as const;
    expect(await Promise.all(rights.map((right) => may(ctx, right, importer)))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([
    // level  cash, enrolment  agreements
    [1, [false, false]],
    [2, [false, false]],
    [3, [true, false]],
  ] as const)(
    'at level %s: a broker looks after cash security, and agrees with a provider: %j',
    async (level, expected) => {
      const provider = await anEmployee(`broker of level ${level}`, broker, 'BAM');
      const { id } = await askForAuthority(provider, asked());
      const manager = await anEmployee(`client of level ${level}`, own(), 'BAM');
      await approveAuthority(manager, id, { programs: [], visibility: level });
      const rights = ['security:manage', 'security:agree'] as const;
      expect(await Promise.all(rights.map((right) => may(provider, right, importer)))).toEqual(expected);
      await revokeAuthority(manager, id);
      expect(await Promise.all(rights.map((right) => may(manager, right, importer)))).toEqual([true, true]);
    },
  );

  it('is not asked for by an importer, nor for program accounts of somebody else', async () => {
    const manager = await anEmployee('asking manager', own(), 'BAM');
    await expect(askForAuthority(manager, asked())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const provider = await anEmployee('mistaken broker', broker, 'BAM');
    const wrong = { ...asked(), programs: ['123456782RM0001'] };
    await expect(askForAuthority(provider, wrong)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const backwards = { ...asked(), validFrom: '2024-12-01', validTo: '2024-11-30' };
    await expect(askForAuthority(provider, backwards)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

it('the CBSA may do all that needs no partner', async () => {
  expect(await may(environment.as(system), 'cad:read', importer)).toBe(true);
});

it('whoever wants mail is told of what is new, once', async () => {
  const told = await anImporter(environment, 5);
  const bn9 = told.slice(0, 9);
  const [keen, quiet] = [
    await aUser(environment, 'keen', { works: { bn9, role: 'READER' } }),
    await aUser(environment, 'quiet', { works: { bn9, role: 'READER' } }),
  ];
  await changePreferences(environment.as(system), quiet.id, { ...quiet, wantsMail: false });
  const as = asImporter(environment, told);
  await receivePayment(as, { programAccount: told, channel: 'edi', amount: '1.00' });
  await environment.advanceTo('2024-11-07T09:00');
  const mailed = async (user: User) =>
    (await mailTo(environment.store.read, user.email)).map(({ body }) => body);
  expect(await mailed(keen)).toEqual([expect.stringContaining('A payment was received')]);
  expect(await mailed(quiet)).toEqual([]);
});
