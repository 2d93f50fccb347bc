import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findBusiness } from '../../src/accounts/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { CadInput } from '../../src/cad/types.ts';
import type { Context } from '../../src/context.ts';
import { exerciseOf } from '../../src/exercises/exercise.ts';
import { Exercises, type HandedOut } from '../../src/exercises/handed-out.ts';
import { type Environment, openEnvironment, openEnvironmentInMemory } from '../../src/open-environment.ts';
import { catalogue } from '../../src/simulation/catalogue.ts';
import { removeEnvironment } from '../../src/storage/environment-files.ts';
import { eventsInOrder } from '../../src/storage/events.ts';
import { actorFor } from '../../src/users/actors.ts';
import { membershipsOf, userByEmail } from '../../src/users/store.ts';

const scenarioNamed = (name: string) => catalogue().find(({ scenario }) => scenario === name)!;

let folder: string;
let trainers: Environment;
let exercises: Exercises;
const open = new Map<string, Environment>();
const before = process.env.CARM_HOME;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carm-exercise-'));
  process.env.CARM_HOME = folder;
  trainers = await openEnvironmentInMemory('trainer');
  exercises = new Exercises({
    enter: async (name) => {
      const environment = await openEnvironment(name);
      open.set(name, environment);
      return environment;
    },
    remove: async (name) => {
      await open.get(name)?.close();
      open.delete(name);
      removeEnvironment(name);
    },
    isTaken: (name) => open.has(name),
  });
});

afterEach(async () => {
  for (const environment of [trainers, ...open.values()]) await environment.close();
  open.clear();
  if (before === undefined) delete process.env.CARM_HOME;
  else process.env.CARM_HOME = before;
  rmSync(folder, { recursive: true });
});

/** The person who plays the business, at work in the portal. */
async function atWork({ name, attempt }: HandedOut): Promise<Context> {
  const environment = open.get(name)!;
  const bn9 = (attempt.world.cad as CadInput).importer.slice(0, 9);
  const { read } = environment.store;
  const user = (await userByEmail(read, `${bn9}@exercise.example`))!;
  const business = (await findBusiness(read, bn9))!;
  return environment.as(await actorFor(read, user, business, await membershipsOf(read, user.id)));
}

it('waits for what is the person’s to do, then checks it by the code of the scenario', async () => {
  const given = await exercises.handOut(scenarioNamed('Goods released before payment'), 'Nadia');
  expect(given.exercise.player).toBe('Anne');
  expect(given.progress.states.slice(0, 4)).toEqual(['done', 'done', 'done', 'waiting']);
  // Nothing was done: nothing moves, and nothing is wrong.
  expect(await exercises.check(given, trainers)).toMatchObject({ why: undefined, isOver: false });
  const declared = given.attempt.world.cad as CadInput;
  const ctx = await atWork(given);
  await expect(submitCad(ctx, { ...declared, office: '9999' })).rejects.toThrow();
  expect((await exercises.check(given, trainers)).isOver).toBe(false);
  await submitCad(ctx, declared);
  const over = await exercises.check(given, trainers);
  expect(over).toMatchObject({ why: undefined, isOver: true });
  expect(over.states.slice(3)).toEqual(['done', 'passed', 'passed', 'passed', 'passed', 'passed']);
  const told: unknown[] = [];
  for await (const { action, actor, subject } of eventsInOrder(trainers.store.read))
    told.push([action, actor, subject]);
  expect(told).toContainEqual(['exercise.done', 'Nadia', 'Goods released before payment']);
});

it('tells why not where what was done is not what was asked for, and is begun again', async () => {
  const given = await exercises.handOut(scenarioNamed('Goods released before payment'), 'Nadia');
  const { invoices, ...header } = given.attempt.world.cad as CadInput;
  const [invoice] = invoices;
  const line = { ...invoice!.lines[0]!, valueForCurrencyConversion: '500.00' };
  const half = { ...header, invoices: [{ ...invoice!, value: '500.00', lines: [line] }] };
  await submitCad(await atWork(given), half);
  const failed = await exercises.check(given, trainers);
  expect(failed.isOver).toBe(false);
  expect(failed.states).toContain('failed');
  expect(failed.why).toContain('119.50');
  const anew = await exercises.again(given);
  expect(anew.progress).toMatchObject({ why: undefined, isOver: false });
  await submitCad(await atWork(anew), anew.attempt.world.cad as CadInput);
  expect((await exercises.check(anew, trainers)).isOver).toBe(true);
  await exercises.takeBack(anew);
  expect(exercises.all()).toEqual([]);
});

it('shows step by step what nobody does in the portal, and checks it all the same', async () => {
  const given = await exercises.handOut(scenarioNamed('What would happen can be asked beforehand'), 'Nadia');
  expect(given.exercise.player).toBeUndefined();
  const first = given.progress.states.indexOf('waiting');
  expect(given.exercise.isShown[first]).toBe(true);
  // Checking alone shows nothing.
  expect((await exercises.check(given, trainers)).states[first]).toBe('waiting');
  let progress = await exercises.check(given, trainers, true);
  expect(progress.states[first]).toBe('done');
  while (!progress.isOver) progress = await exercises.check(given, trainers, true);
  expect(progress.why).toBeUndefined();
  const told: string[] = [];
  for await (const { action } of eventsInOrder(trainers.store.read)) told.push(action);
  expect(told).toContain('exercise.watched');
  expect(told).not.toContain('exercise.done');
});

it('gives somebody to look on where the scenario has no business', async () => {
  const given = await exercises.handOut(catalogue('@assessment')[0]!, 'Nadia');
  expect(given.exercise.player).toBeUndefined();
  const onlooker = await userByEmail(open.get(given.name)!.store.read, 'onlooker@exercise.example');
  expect(onlooker).toMatchObject({ name: 'Onlooker', isCast: true });
});

it('does not hand out what does not hold by itself', async () => {
  const { asRun, ...rest } = scenarioNamed('Goods released before payment');
  const nobodyWrote = { ...rest, asRun: [{ ...asRun[0]!, text: 'nobody wrote this step' }] };
  await expect(exerciseOf(nobodyWrote)).rejects.toMatchObject({ code: 'NOT_AN_EXERCISE' });
});
