import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { businessNumberFrom } from '../../src/accounts/identifiers.ts';
import { partnerRights } from '../../src/accounts/rights.ts';
import { insertBusiness, insertDelegation } from '../../src/accounts/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { NotFound } from '../../src/errors.ts';
import { deliverNotices, sendByHttp } from '../../src/notices/deliver.ts';
import { deliveriesOf } from '../../src/notices/store.ts';
import { replay, subscribe, unsubscribe } from '../../src/notices/subscribe.ts';
import { noticeTypes } from '../../src/notices/types.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';

interface Sent {
  url: string;
  body: string;
  headers: Record<string, string>;
}

/** An importer subscribed to accepted declarations, and an address that answers as told. */
async function subscribed(answers: (number | Error)[] = []) {
  const environment = await aCarm();
  const importer = await anImporter(environment, 1);
  const as = asImporter(environment, importer);
  const subscription = await subscribe(as, { url: 'https://partner.test/hook', types: ['cad.accepted'] });
  const sent: Sent[] = [];
  const clock = { now: '2026-01-01T00:00:00.000Z' };
  const { clock: simulated } = as;
  const ctx: Context = {
    ...as,
    clock: { today: () => simulated.today(), now: () => simulated.now(), realNow: () => clock.now },
  };
  const deliver = (at: string) => {
    clock.now = at;
    return deliverNotices(ctx, async (url, init) => {
      sent.push({ url, ...init });
      const answer = answers.shift() ?? 200;
      if (answer instanceof Error) throw answer;
      return answer;
    });
  };
  const accountFor = async (owner: typeof importer, serial: number) =>
    submitCad(asImporter(environment, owner), aCad(owner, await released(environment, owner, serial)));
  const states = async () =>
    (await deliveriesOf(environment.store.read, subscription.id, 100)).map(
      ({ state, attempts, lastOutcome }) => `${state} ${attempts} ${lastOutcome}`,
    );
  return { environment, importer, as, subscription, sent, deliver, accountFor, states };
}

const start = '2026-01-01T00:00:00.000Z';

describe('a webhook', () => {
  it('gets what it asked for as a signed CloudEvent, once, and nothing of others', async () => {
    const { environment, importer, subscription, sent, deliver, accountFor } = await subscribed();
    const other = await anImporter(environment, 2);
    await accountFor(importer, 1);
    await accountFor(other, 2);
    await deliver(start);
    await deliver(start);
    expect(sent.length).toBe(1);
    const { body, headers } = sent[0]!;
    const notice = JSON.parse(body);
    expect(notice).toMatchObject({
      specversion: '1.0',
      type: 'simulation.carm.cad.accepted',
      time: '2024-11-04T08:00:00-05:00',
      data: { account: importer, version: 1, totalCents: 5000 },
    });
    // Standard Webhooks: HMAC-SHA256 of id.timestamp.body, by the key after "whsec_".
    const key = Buffer.from(subscription.secret.replace('whsec_', ''), 'base64');
    const signed = `${headers['webhook-id']}.1767225600.${body}`;
    const expected = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect([headers['webhook-timestamp'], notice.id]).toEqual(['1767225600', headers['webhook-id']]);
  });

  it('is tried again after longer and longer waits, then given up', async () => {
    const { importer, sent, deliver, accountFor, states } = await subscribed([
      500,
      new Error('refused'),
      ...[302, 500, 500, 500, 500],
    ]);
    await accountFor(importer, 1);
    await deliver(start);
    await deliver('2026-01-01T00:00:04.000Z');
    expect([sent.length, await states()]).toEqual([1, ['PENDING 1 500']]);
    await deliver('2026-01-01T00:00:05.000Z');
    expect(await states()).toEqual(['PENDING 2 no answer: refused']);
    for (const hour of [1, 2, 3, 4, 5]) await deliver(`2026-01-01T0${hour}:00:00.000Z`);
    expect([sent.length, await states()]).toEqual([6, ['GIVEN_UP 6 500']]);
  });

  it('is sent again what it asks to have replayed', async () => {
    const { as, importer, subscription, sent, deliver, accountFor, states } = await subscribed([500]);
    await accountFor(importer, 1);
    await accountFor(importer, 2);
    await deliver(start);
    expect(await replay(as, subscription.id, 1)).toBe(2);
    await deliver('2027-01-01T00:00:00.000Z');
    expect([sent.length, await states()]).toEqual([4, ['DELIVERED 1 200', 'DELIVERED 1 200']]);
  });

  it('ends, and is nobody else’s', async () => {
    const { environment, as, importer, subscription, sent, deliver, accountFor } = await subscribed();
    const other = asImporter(environment, await anImporter(environment, 2));
    await expect(unsubscribe(other, subscription.id)).rejects.toBeInstanceOf(NotFound);
    await unsubscribe(as, subscription.id);
    await accountFor(importer, 1);
    await deliver(start);
    expect(sent).toEqual([]);
    await expect(replay(as, subscription.id, 1)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('a broker’s webhook', () => {
  /** A broker with authority for an importer, told of declarations and of statements. */
  async function delegated(visibility: 1 | 2 | 3, programs: string[] = []) {
    const { environment, importer, sent, deliver, accountFor } = await subscribed();
    const brokerBn9 = businessNumberFrom('80000001');
    const facts = {
      legalName: 'Broker (fictitious)',
      kind: 'broker',
      language: 'fr',
      province: 'QC',
    } as const;
    const authority = { validFrom: '2024-11-04', validTo: '2024-11-25', programs, visibility };
    await environment.store.inTransaction(async (tx) => {
      await insertBusiness(tx, { bn9: brokerBn9, ...facts });
      await insertDelegation(tx, { brokerBn9, importerBn9: importer.slice(0, 9), ...authority });
    });
    const actor = { name: 'broker', kind: 'partner', bn9: brokerBn9, channel: 'API' } as const;
    const id = `broker ${brokerBn9}`;
    const broker = environment.as({ ...actor, id, scopes: new Set(partnerRights) });
    const types = ['cad.accepted', 'statement.issued', 'dispute.decided', 'payment.received'] as const;
    await subscribe(broker, { url: 'https://broker.test/hook', types: [...types] });
    const told = async () => {
      await deliver(start);
      const toBroker = sent.filter(({ url }) => url === 'https://broker.test/hook');
      return toBroker.map(({ body }) => JSON.parse(body) as { type: string; subject: string });
    };
    const typesTold = async () => (await told()).map(({ type }) => type.replace('simulation.carm.', ''));
    return { environment, importer, broker, accountFor, told, typesTold };
  }

  it.each([
    [1, []],
    [2, ['cad.accepted']],
    [3, ['cad.accepted', 'statement.issued']],
  ] as const)(
    'at level %i of visibility tells of what the client filed: %j',
    async (visibility, expected) => {
      const { environment, importer, accountFor, typesTold } = await delegated(visibility);
      await accountFor(importer, 1);
      await environment.advanceTo('2024-11-25T08:00');
      expect(await typesTold()).toEqual(expected);
    },
  );

  it('at level 1 tells of what the broker filed itself', async () => {
    const { environment, importer, broker, told } = await delegated(1);
    await submitCad(broker, aCad(importer, await released(environment, importer, 1)));
    expect(await told()).toMatchObject([{ subject: aNumber(1) }]);
  });

  it('tells nothing of another program account, of other importers or after the authority ended', async () => {
    const { environment, importer, accountFor, typesTold } = await delegated(3, ['700000011RM0002']);
    await accountFor(importer, 1);
    await accountFor(await anImporter(environment, 2), 2);
    expect(await typesTold()).toEqual([]);
    const ended = await delegated(3);
    await ended.environment.advanceTo('2024-11-26T08:00');
    await ended.accountFor(ended.importer, 1);
    expect(await ended.typesTold()).toEqual([]);
  });
});

it('notices are sent by HTTP, and a redirect is not followed', async () => {
  const heard: string[] = [];
  const server = createServer((request, reply) => {
    heard.push(`${request.method} ${request.url} ${request.headers['webhook-id']}`);
    reply.writeHead(request.url === '/moved' ? 302 : 204, { location: '/hook' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const init = { body: '{}', headers: { 'webhook-id': 'it' } };
  expect(await sendByHttp(`http://127.0.0.1:${port}/hook`, init)).toBe(204);
  expect(await sendByHttp(`http://127.0.0.1:${port}/moved`, init)).toBe(302);
  expect(heard).toEqual(['POST /hook it', 'POST /moved it']);
  await new Promise((resolve) => server.close(resolve));
});

it('every type that can be subscribed to is an action that the journal records', () => {
  const folder = join(import.meta.dirname, '..', '..', 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith(join('notices', 'types.ts')),
  );
  const source = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  // Some are put together of a kind and a step.
  const isRecorded = (type: string) => {
    const [kind = '', step = ''] = type.split('.');
    return source.includes(`'${type}'`) || (source.includes(`\`${kind}.$`) && source.includes(`'${step}'`));
  };
  const ofVersions = ['correction', 'withdrawal', 'adjustment', 'redetermination', 'recalculation'];
  const composed = new Set(ofVersions.map((change) => `cad.${change}`));
  for (const type of ['adjustment.rejected', 'dispute.decided']) composed.add(type);
  const missing = Object.keys(noticeTypes).filter((type) => !composed.has(type) && !isRecorded(type));
  expect(missing).toEqual([]);
});
