import { afterEach, beforeEach, expect, it } from 'vitest';
import { putDefect } from '../../src/defects/defects.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { bringInCast, castAddress } from '../../src/population/cast.ts';
import { addNote, byDesk, resolve, respond } from '../../src/support/handle-ticket.ts';
import { registerOf } from '../../src/support/register.ts';
import { mailTo } from '../../src/users/mailbox.ts';
import { aCarm } from './a-carm.ts';
import { aVisitor } from './a-visitor.ts';

let environment: Environment;

beforeEach(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
});

afterEach(() => environment.close());

const letters = async () =>
  (await mailTo(environment.store.read, castAddress('Denise Gagnon'))).map(({ body }) => body);

it('whoever asked in the portal is told by mail, in their language, what the desk did; but not its notes', async () => {
  const denise = await aVisitor(environment, 'Denise Gagnon', 'fr');
  const asked = { kind: 'question', functionalArea: 'accounting', category: 'education' };
  await denise.send('/portal/help/new', { ...asked, title: 'Comment ?', description: 'Comment corriger ?' });
  const number = (await registerOf(environment.store.read))[0]!.number;
  const desk = environment.as(system);
  await byDesk(desk, (tx, ctx) => addNote(tx, ctx, number, 'Look at the guide.'));
  expect(await letters()).toEqual([]);
  await byDesk(desk, (tx, ctx) => respond(tx, ctx, number, 'Voyez le guide.'));
  expect(await letters()).toEqual([
    expect.stringMatching(/^Le bureau de soutien a répondu\. Ouvert\. Voyez le guide\./),
  ]);
  await environment.store.inTransaction((tx) => putDefect(tx, desk, 'no-email-notices', true));
  const nature = 'user-education' as const;
  await byDesk(desk, (tx, ctx) => resolve(tx, ctx, number, { text: 'Fait.', nature }));
  expect(await letters()).toHaveLength(1);
});
