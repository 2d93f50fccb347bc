import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import type { Context } from '../../src/context.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { answers, askPartner, PartnerUnavailable } from '../../src/partners/ask-partner.ts';
import { conditionAt, type Partner, sound } from '../../src/partners/partner.ts';
import { findRelease } from '../../src/release/store.ts';
import { stopwatch } from '../../src/stopwatch.ts';
import { suggestionsFor } from '../../src/tariff/suggest-classification.ts';
import { tariffOf } from '../../src/tariff/tariff-of.ts';
import { aCarm, aNumber, anImporter, aRelease } from '../support/a-carm.ts';
import { anAgreement, aSurety } from '../support/a-surety.ts';
import { type Ask, anApi, aToken, aTrainersToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let ctx: Context;
let ask: Ask;
let trainer: string;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  ctx = environment.as(system);
  ask = anApi(environment);
  trainer = await aTrainersToken(environment);
});

afterEach(() => environment.close());

const put = (name: string, body: unknown) => ask('PUT', `/api/v1/partners/${name}`, { token: trainer, body });

describe('a partner', () => {
  const spell = { isDown: true, errorShare: 0, latencyMilliseconds: 0 };
  const noon = '2024-11-04T12:00:00-05:00';
  const one = '2024-11-04T13:00:00-05:00';
  const partner: Partner = { ...sound, schedule: [{ ...spell, from: noon, until: one }] };

  it.each([
    ['2024-11-04T11:59:59-05:00', false],
    [noon, true],
    ['2024-11-04T12:59:59-05:00', true],
    ['2024-11-04T17:30:00Z', true],
    [one, false],
  ])('down from noon to one is, at %s, down: %s', (now, isDown) => {
    expect(conditionAt(partner, now).isDown).toBe(isDown);
  });

  it('is what the later of two spells says', () => {
    const up = { ...spell, isDown: false, from: noon, until: one };
    expect(conditionAt({ ...partner, schedule: [...partner.schedule, up] }, noon).isDown).toBe(false);
  });

  it('fails for its share of requests, the same ones whenever it is asked at one instant', async () => {
    await put('banks', { errorShare: 0.25 });
    const askAll = () =>
      Promise.all(
        Array.from({ length: 400 }, (_, i) => answers(ctx, environment.store.read, 'banks', `${i}`)),
      );
    const first = await askAll();
    expect(await askAll()).toEqual(first);
    const failed = first.filter((answered) => !answered).length;
    expect(failed).toBeGreaterThan(60);
    expect(failed).toBeLessThan(140);
  });

  it('that is slow is waited for in real time', async () => {
    await put('banks', { latencyMilliseconds: 30 });
    const [before, at] = [stopwatch(), environment.clock.now()];
    await askPartner(ctx, 'banks', 'x');
    expect(stopwatch() - before).toBeGreaterThanOrEqual(25);
    expect(environment.clock.now()).toBe(at);
  });

  it('is read and switched by the trainer', async () => {
    const schedule = [{ from: '2024-11-04T12:00', until: '2024-11-04T13:00', isDown: true }];
    expect((await put('sureties', { schedule })).body).toMatchObject({
      name: 'sureties',
      now: { isDown: false },
      schedule: [{ from: noon, until: one, isDown: true, errorShare: 0 }],
    });
    await environment.advanceTo('2024-11-04T12:30');
    const list = await ask('GET', '/api/v1/partners', { token: trainer });
    const items = list.body.items as { name: string; now: { isDown: boolean } }[];
    expect(items.filter((each) => each.now.isDown).map((each) => each.name)).toEqual(['sureties']);
    expect((await put('sureties', {})).body).toMatchObject({ now: { isDown: false }, schedule: [] });
  });

  it.each<[string, unknown]>([
    ['nobody', {}],
    ['banks', { errorShare: 2 }],
    ['banks', { latencyMilliseconds: -1 }],
    ['banks', { colour: 'red' }],
    ['banks', { schedule: [{ from: 'soon', until: '2024-11-04T13:00' }] }],
  ])('%s is not switched by %j', async (name, body) => {
    expectProblem(await put(name, body), 400, 'INVALID_INPUT');
  });
});

describe('the register of business numbers', () => {
  const firm = { kind: 'importer', language: 'fr', province: 'QC' };
  const register = (bn9: string, legalName: string) =>
    ask('POST', '/api/v1/businesses', { token: trainer, body: { bn9, legalName, ...firm } });
  const issue = () =>
    ask('POST', '/api/v1/business-numbers', { token: trainer, body: { legalName: 'Boréal inc.' } });

  it('issues a number that is registered under its legal name alone', async () => {
    const { status, body } = await issue();
    expect(status).toBe(201);
    const bn9 = body.bn9 as string;
    expectProblem(await register(bn9, 'Boréal inc'), 422, 'LEGAL_NAME_DIFFERS');
    expect((await register(bn9, 'Boréal inc.')).status).toBe(201);
    expect((await issue()).body.bn9).not.toBe(bn9);
    const known = await ask('GET', `/api/v1/business-numbers/${bn9}`, { token: trainer });
    expect(known.body).toEqual({ bn9, isValid: true, legalName: 'Boréal inc.' });
  });

  it('says of a number whose check digit is wrong that it is none', async () => {
    const { body } = await ask('GET', '/api/v1/business-numbers/100000018', { token: trainer });
    expect(body).toEqual({ bn9: '100000018', isValid: false, legalName: null });
  });

  it('that is down lets nobody be registered', async () => {
    await put('business-numbers', { isDown: true });
    expectProblem(await issue(), 503, 'PARTNER_UNAVAILABLE');
    expectProblem(await register('100000017', 'Firm'), 503, 'PARTNER_UNAVAILABLE');
    await put('business-numbers', {});
    expect((await register('100000017', 'Firm')).status).toBe(201);
  });
});

describe('the classification service', () => {
  it.each([
    ['knitted T-shirts', '6109'],
    ['T-shirts et maillots', '6109'],
    ['frozen beef', '0202'],
    ['Viande bovine congelée', '0202'],
  ])('suggests for "%s" the heading %s', async (description, heading) => {
    const suggestions = suggestionsFor(description, await tariffOf(environment.store), '2024-11-04');
    expect(suggestions[0]?.heading).toBe(heading);
    expect(suggestions[0]!.classifications.every((each) => each.startsWith(heading))).toBe(true);
  });

  it('has nothing to say of words that no heading has', async () => {
    expect(suggestionsFor('xyzzy', await tariffOf(environment.store), '2024-11-04')).toEqual([]);
    expect(suggestionsFor('a b', await tariffOf(environment.store), '2024-11-04')).toEqual([]);
  });

  it('that is down suggests nothing', async () => {
    await put('classification', { isDown: true });
    const token = await aToken(environment, importer);
    const reply = await ask('GET', '/api/v1/classification-suggestions?description=frozen%20beef', { token });
    expectProblem(reply, 503, 'PARTNER_UNAVAILABLE');
  });
});

describe('the release system', () => {
  const report = (serial: number, change: Record<string, unknown> = {}) =>
    ask('POST', '/api/v1/releases', {
      token: trainer,
      body: { ...aRelease(importer, aNumber(serial)), ...change },
    });
  const known = (serial: number) => findRelease(environment.store.read, aNumber(serial));

  it('that is down holds releases back; they come later, dated as they happened', async () => {
    await put('release', { isDown: true });
    expect((await report(1)).status).toBe(202);
    await environment.advanceTo('2024-11-04T18:30');
    expect(await known(1)).toBeUndefined();
    await put('release', {});
    await environment.advanceTo('2024-11-05T06:30');
    expect((await known(1))?.releasedAt).toBe('2024-11-04T08:00:00-05:00');
  });

  it('tells the journal of a message that a rule refuses, and goes on with the next', async () => {
    await put('release', { isDown: true });
    await report(1, { importer: '100000017RM0001' });
    await report(2);
    await put('release', {});
    await environment.advanceTo('2024-11-04T18:30');
    expect(await known(1)).toBeUndefined();
    expect(await known(2)).toBeDefined();
    const events = await ask('GET', '/api/v1/events', { token: trainer });
    const refused = (events.body.items as { action: string; subject: string }[]).filter(
      (each) => each.action === 'release.message-refused',
    );
    expect(refused).toMatchObject([{ subject: aNumber(1), detail: { code: 'NOT_FOUND' } }]);
  });
});

it('while sureties are down an agreement that the importer enters waits for its confirmation', async () => {
  const surety = await aSurety(environment, 1);
  const token = await aToken(environment, importer);
  await put('sureties', { isDown: true });
  const entered = await ask('POST', '/api/v1/security-agreements', {
    token,
    body: anAgreement(importer, surety),
  });
  expect([entered.status, entered.body.status]).toEqual([201, 'PENDING_PROVIDER']);
  const confirm = () => ask('POST', '/api/v1/provider/security-agreements/1/confirm', { token: trainer });
  expectProblem(await confirm(), 503, 'PARTNER_UNAVAILABLE');
  await put('sureties', {});
  expect((await confirm()).body.status).toBe('ACTIVE');
});

it('a partner that is down says so in both languages', () => {
  const { text } = new PartnerUnavailable('banks');
  expect(text).toEqual({
    en: 'The bank does not answer; try again later',
    fr: 'La banque ne répond pas; réessayez plus tard',
  });
});
