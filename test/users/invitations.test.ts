import { afterAll, beforeAll, expect, it } from 'vitest';
import { bn9Of } from '../../src/accounts/identifiers.ts';
import { findBusiness } from '../../src/accounts/store.ts';
import type { Environment } from '../../src/open-environment.ts';
import { actorFor } from '../../src/users/actors.ts';
import { openInvitationsOf, openInvitationsTo } from '../../src/users/invitation-store.ts';
import { answerInvitation, invite, withdrawInvitation } from '../../src/users/invitations.ts';
import { mailTo } from '../../src/users/mailbox.ts';
import { membershipsOf, type User } from '../../src/users/store.ts';
import { aCarm, anImporter } from '../support/a-carm.ts';
import { atTheDoor, aUser } from '../support/a-user.ts';

let environment: Environment;
let bn9: string;
let manager: User;

beforeAll(async () => {
  environment = await aCarm();
  bn9 = bn9Of(await anImporter(environment, 1));
  manager = await aUser(environment, 'manager', { works: { bn9, role: 'BAM' } });
});

afterAll(() => environment.close());

const door = () => atTheDoor(environment);
const today = () => environment.clock.today();

async function as(user: User) {
  const { read } = environment.store;
  const business = (await findBusiness(read, bn9))!;
  return environment.as(await actorFor(read, user, business, await membershipsOf(read, user.id)));
}

async function invited(email: string, role: 'EDITOR' | 'READER' = 'READER') {
  return invite(await as(manager), bn9, { email, role, programs: [] });
}

it('is sent to an address, and accepted by whoever has it, even with a profile made later', async () => {
  const { id } = await invited('Newcomer@Test.example', 'EDITOR');
  const [letter] = await mailTo(environment.store.read, 'newcomer@test.example');
  expect(letter!.body).toContain('accept under First time setup by');
  const newcomer = await aUser(environment, 'newcomer');
  expect(await openInvitationsTo(environment.store.read, newcomer.email, today())).toMatchObject([{ id }]);
  await answerInvitation(door(), newcomer.id, { id, accepts: true });
  expect(await membershipsOf(environment.store.read, newcomer.id)).toMatchObject([{ bn9, role: 'EDITOR' }]);
  expect(await openInvitationsTo(environment.store.read, newcomer.email, today())).toEqual([]);
});

it('is answered by nobody else', async () => {
  const { id } = await invited('addressee@test.example');
  const stranger = await aUser(environment, 'stranger');
  await expect(answerInvitation(door(), stranger.id, { id, accepts: true })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await membershipsOf(environment.store.read, stranger.id)).toEqual([]);
});

it('gives nothing once it was declined or withdrawn', async () => {
  const person = await aUser(environment, 'undecided');
  const first = await invited(person.email);
  await answerInvitation(door(), person.id, { id: first.id, accepts: false });
  const second = await invited(person.email);
  await withdrawInvitation(await as(manager), second.id);
  for (const { id } of [first, second]) {
    await expect(answerInvitation(door(), person.id, { id, accepts: true })).rejects.toMatchObject({
      code: 'INVITATION_CLOSED',
    });
  }
  expect(await membershipsOf(environment.store.read, person.id)).toEqual([]);
});

it('is not sent twice, nor to who works there', async () => {
  const before = (await openInvitationsOf(environment.store.read, bn9, today())).length;
  await invited('twice@test.example');
  for (const email of ['twice@test.example', manager.email])
    await expect(invited(email)).rejects.toMatchObject({ code: 'ALREADY_INVITED' });
  expect(await openInvitationsOf(environment.store.read, bn9, today())).toHaveLength(before + 1);
});

it('is sent by managers alone, and a program manager makes no business manager', async () => {
  const editor = await aUser(environment, 'editor', { works: { bn9, role: 'EDITOR' } });
  const program = await aUser(environment, 'program manager', { works: { bn9, role: 'PAM' } });
  const input = { email: 'friend@test.example', programs: [] };
  await expect(invite(await as(editor), bn9, { ...input, role: 'READER' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(invite(await as(program), bn9, { ...input, role: 'BAM' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

it('ends after 30 days', async () => {
  const late = await aUser(environment, 'late');
  const { id, expiresOn } = await invited(late.email);
  await environment.advanceTo(`${Temporal.PlainDate.from(expiresOn).add({ days: 1 })}T09:00`);
  await expect(answerInvitation(door(), late.id, { id, accepts: true })).rejects.toMatchObject({
    code: 'INVITATION_CLOSED',
  });
  expect(await openInvitationsTo(environment.store.read, late.email, today())).toEqual([]);
});
