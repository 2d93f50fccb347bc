import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertDelegation } from '../../src/accounts/store.ts';
import { createApp } from '../../src/app.ts';
import { saveDraft } from '../../src/cad/drafts.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { takeUpload } from '../../src/notices/uploads.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { requestRuling } from '../../src/rulings/request.ts';
import { switchTraining } from '../../src/users/training.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';
import { aVisitor } from '../support/a-visitor.ts';

const maple = '700010010RM0001';

let environment: Environment;
let pages: string[];
/** Pages about things of one client, with the things in their addresses. */
let ofMaple: string[];

beforeAll(async () => {
  environment = await aCarm();
  const ctx = environment.as(system);
  await bringInCast(ctx);
  const as = asImporter(environment, maple);
  await submitCad(as, aCad(maple, await released(environment, maple as never, 1)));
  const draft = await saveDraft(as, maple, {});
  const payment = await receivePayment(as, { programAccount: maple, channel: 'edi', amount: '1.00' });
  const penalty = await issuePenalty(ctx, {
    ...{ programAccount: maple, contravention: 'C005', subject: aNumber(1) },
    ...{
      committedOn: '2024-11-04',
      reason: 'wrong invoice',
      issues: [1],
      isKeystroke: false,
      isRelated: true,
    },
  });
  const ruling = await requestRuling(as, {
    ...{ programAccount: maple, kind: 'TARIFF', goods: 'parts', details: 'Which number?', portOfEntry: '' },
    ...{ earlierReference: '', wasImportedBefore: false, isContinuing: true, consentsToPublish: false },
  });
  const about = { programAccount: maple, caseReference: 'x', kind: 'other' } as const;
  const upload = await takeUpload(as, about, { name: 'a.txt', bytes: Buffer.from('text') });
  await environment.advanceTo('2024-11-26T09:00');
  ofMaple = [
    `/portal/declarations/${aNumber(1)}`,
    `/portal/declarations/${aNumber(1)}/receipt`,
    `/portal/declarations/drafts/${draft.id}`,
    `/portal/payments/${payment.id}`,
    `/portal/recourse/penalties/${penalty.id}`,
    `/portal/recourse/rulings/${ruling.id}`,
    `/portal/messages/documents/${upload}`,
  ];
  const { routes } = createApp(environment).app;
  const english = routes.filter(({ method, path }) => method === 'GET' && /^\/en\/[^*:]+$/.test(path));
  pages = [...new Set(english.map(({ path }) => path.slice(3)))];
});

afterAll(() => environment.close());

const open = async (name: string, path: string) =>
  (await (await aVisitor(environment, name)).open(path)).status;

/** For everybody. */
const doors = ['/sign-in', '/register', '/mailbox', '/kiosk', '/kiosk/declare', '/kiosk/register'];

describe('without a session', () => {
  it('every page but the doors leads to signing in', async () => {
    const { app } = createApp(environment);
    const leading = pages.filter(
      (path) => !doors.includes(path) && !['/passcode', '/passcode/resend', '/cast'].includes(path),
    );
    expect(leading.length).toBeGreaterThan(40);
    for (const path of leading) {
      const reply = await app.request(`/en${path}`);
      expect([path, reply.status, reply.headers.get('location')?.split('?')[0]]).toEqual([
        path,
        303,
        '/en/sign-in',
      ]);
    }
  });

  it('no form does anything', async () => {
    const { app } = createApp(environment);
    const forms = app.routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/en/'));
    // These are for whoever has no session: to get one, or at a terminal of an office.
    const open = /^\/en\/(sign-in|register|passcode|passcode\/resend|cast|kiosk\/.*)$/;
    for (const { path } of forms.filter(({ path: each }) => !each.endsWith('/save') && !open.test(each))) {
      const init = { method: 'POST', headers: { origin: 'http://localhost' }, body: new URLSearchParams() };
      expect([path, (await app.request(path, init)).status]).toEqual([path, 303]);
    }
  });

  it('an address without a page is answered by one, in its language', async () => {
    const { app } = createApp(environment);
    const reply = await app.request('/fr/rien');
    expect([reply.status, await reply.text()]).toEqual([404, expect.stringContaining('Page introuvable')]);
    expect((await app.request('/api/v1/nothing')).headers.get('content-type')).toMatch(/problem/);
  });

  it('a form from elsewhere is refused', async () => {
    const { app } = createApp(environment);
    const init = {
      method: 'POST',
      headers: { origin: 'https://elsewhere.test' },
      body: new URLSearchParams({ email: 'a', password: 'b' }),
    };
    expect((await app.request('/en/sign-in', init)).status).toBe(403);
  });
});

describe('training mode', () => {
  it('is the only way in without a password, and is not there when it is off', async () => {
    const { app } = createApp(environment);
    const takeOn = () =>
      app.request('/en/cast', {
        method: 'POST',
        headers: { origin: 'http://localhost' },
        body: new URLSearchParams({ user: 'U000001' }),
      });
    expect((await takeOn()).status).toBe(403);
    expect(await (await app.request('/en/sign-in')).text()).not.toContain('Alice Tremblay');
    await switchTraining(environment.as(system), true);
    expect((await takeOn()).status).toBe(303);
    expect(await (await app.request('/en/sign-in')).text()).toContain('Alice Tremblay');
    await switchTraining(environment.as(system), false);
  });
});

describe('who may open what', () => {
  it.each([
    // page                             BAM  editor reader broker consultant surety trainer
    ['/portal', [200, 200, 200, 200, 200, 403, 403]],
    ['/portal/releases', [200, 200, 200, 200, 200, 403, 403]],
    ['/portal/declarations', [200, 200, 200, 200, 200, 403, 403]],
    ['/portal/declarations/new', [200, 200, 403, 200, 200, 403, 403]],
    ['/portal/declarations/bulk', [200, 200, 403, 200, 200, 403, 403]],
    ['/portal/financial', [200, 200, 200, 200, 200, 403, 403]],
    ['/portal/payments/new', [200, 200, 403, 200, 200, 403, 403]],
    ['/portal/recourse/disputes/new', [200, 200, 403, 200, 200, 403, 403]],
    ['/portal/recourse/rulings/new', [200, 200, 403, 200, 200, 403, 403]],
    ['/portal/messages', [200, 200, 200, 200, 200, 403, 403]],
    ['/portal/business', [200, 200, 200, 200, 200, 200, 403]],
    ['/portal/business/requests', [200, 403, 403, 200, 200, 200, 403]],
    ['/portal/business/groups', [403, 403, 403, 200, 200, 403, 403]],
    ['/portal/agreements', [403, 403, 403, 403, 403, 200, 200]],
    ['/control', [403, 403, 403, 403, 403, 403, 200]],
    ['/profile', [200, 200, 200, 200, 200, 200, 200]],
  ] as const)('%s', async (path, expected) => {
    const cast = [
      'Alice Tremblay',
      'Ben Okafor',
      'Carmen Ruiz',
      'Farid Haddad',
      'Grace Lee',
      'Harold Penner',
      'Theo Clarke',
    ];
    const seen = [];
    for (const name of cast) seen.push(await open(name, path));
    expect(seen).toEqual([...expected]);
  });

  it('things of a client are for itself, and for nobody of another client', async () => {
    for (const path of ofMaple) {
      expect([path, await open('Alice Tremblay', path)]).toEqual([path, 200]);
      expect([path, [403, 404]]).toEqual([path, expect.arrayContaining([await open('Denise Gagnon', path)])]);
    }
  });

  it('an account is in view of those alone who see anything of it', async () => {
    const denise = await aVisitor(environment, 'Denise Gagnon');
    const { status } = await denise.send('/switch-account', { account: maple, back: '/portal' });
    expect(status).toBe(422);
    const farid = await aVisitor(environment, 'Farid Haddad');
    const { leadsTo } = await farid.send('/switch-account', { account: maple, back: '/portal/releases' });
    expect(leadsTo).toBe('/portal/releases');
    expect((await farid.open('/portal')).text).toContain('Maple Leaf Trading');
  });

  it('a client whose consultant sees only what it filed itself is in its view', async () => {
    const client = await anImporter(environment, 9);
    const between = { brokerBn9: '800010027', importerBn9: client.slice(0, 9) };
    const authority = { ...between, validFrom: '2024-11-01', validTo: null, visibility: 1 } as const;
    await environment.store.inTransaction((tx) => insertDelegation(tx, authority));
    const grace = await aVisitor(environment, 'Grace Lee');
    const { leadsTo } = await grace.send('/switch-account', { account: client, back: '/portal' });
    expect(leadsTo).toBe('/portal');
    expect((await grace.open('/portal')).text).toContain(`Importer 9 (fictitious)</strong> ${client}`);
    expect((await grace.open('/portal/declarations')).status).toBe(200);
    expect((await grace.open('/portal/messages')).status).toBe(403);
  });
});
