import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForAuthority } from '../../src/accounts/authority.ts';
import { businessNumberFrom, programAccountFrom } from '../../src/accounts/identifiers.ts';
import { insertAccount, insertBusiness, insertDelegation } from '../../src/accounts/store.ts';
import { createApp } from '../../src/app.ts';
import { saveDraft } from '../../src/cad/drafts.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { takeUpload } from '../../src/notices/uploads.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { issuePenalty } from '../../src/penalties/issue-penalty.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { insertClaim } from '../../src/recourse/drawback-store.ts';
import { insertMassAdjustment } from '../../src/recourse/mass-store.ts';
import { redetermine } from '../../src/recourse/redetermine.ts';
import { requestRuling } from '../../src/rulings/request.ts';
import { enterAgreement } from '../../src/security/enter-agreement.ts';
import { lastSeq } from '../../src/storage/events.ts';
import { askForHelp, type TicketInput } from '../../src/support/open-ticket.ts';
import { askForAccess } from '../../src/users/access.ts';
import type { Role } from '../../src/users/store.ts';
import { switchTraining } from '../../src/users/training.ts';
import { aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';
import { anAgreement, aSurety, asOfficer } from '../support/a-surety.ts';
import { atTheDoor, aUser } from '../support/a-user.ts';
import { aStranger, aVisitor, type PageReply, type Visitor } from '../support/a-visitor.ts';
import { matrix } from './rights-matrix.ts';

const maple = '700010010RM0001';

let environment: Environment;
/** Things of one client that stand in addresses, by the pages that they stand in. */
let ofMaple: readonly (readonly [page: RegExp, thing: string | number])[];
/** By the letters of the matrix. */
let cast: Record<string, Visitor>;

beforeAll(async () => {
  environment = await aCarm();
  const ctx = environment.as(system);
  await bringInCast(ctx);
  const as = asImporter(environment, maple);
  await submitCad(as, aCad(maple, await released(environment, maple as never, 1)));
  const draft = await saveDraft(as, maple, aCad(maple, aNumber(2)));
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
  const dispute = await redetermine(asOfficer(environment), {
    ...{ transactionNumber: aNumber(1), expectedVersion: 1, declared: aCad(maple, aNumber(1)) },
    ...{ reasons: ['RC-59'], rationale: 'As declared.' },
  });
  const agreement = await enterAgreement(as, anAgreement(maple, '800010035'));
  const help = await askForHelp(as, aQuestion, 'portal');
  const { claim, mass } = await keepClaims();
  await environment.advanceTo('2024-11-26T09:00');
  ofMaple = [
    [/drafts\/:id/, draft.id],
    [/(declarations|releases)\/:number/, aNumber(1)],
    [/statements\/:issuedOn/, '2024-11-25'],
    [/notices\/:postedOn/, '2024-11-04'],
    [/payments\/:receipt/, payment.id],
    [/accounts\/:bn15/, maple],
    [/penalties\/:id/, penalty.id],
    [/rulings\/:id/, ruling.id],
    [/cases\/:id/, dispute.id],
    [/drawback\/:id/, claim],
    [/mass(-adjustments)?\/:id/, mass],
    [/agreements\/:id/, agreement.id],
    [/documents\/:id/, upload],
    [/:ticket/, help.number],
    [/problems\/:id/, 1],
    [/systems\/:name/, 'api'],
    [/changes\/:id/, 'none'],
  ];
  cast = await signedInCast();
  await askMaple();
});

afterAll(() => environment.close());

const aQuestion: TicketInput = {
  ...{ kind: 'question', category: 'education', functionalArea: 'accounting' },
  ...{ title: 'Which type?', description: 'AB or C?' },
};

/** A claim and a mass adjustment, as they lie in the tables: what else they need is no matter of rights. */
async function keepClaims(): Promise<{ claim: string; mass: string }> {
  await environment.store.inTransaction(async (tx) => {
    await insertClaim(
      tx,
      {
        ...{ id: 1, claimant: maple, state: 'UNDER_REVIEW', filedOn: '2024-11-04', filedBy: 'x' },
        ...{ purpose: 'CONSUMED', destination: 'DE', exportedOn: '2024-11-04', evidence: [] },
        ...{ decidedOn: null, decidedBy: null, rationale: '', totalCents: 0, documentId: null },
        hasWaiver: false,
      },
      [
        {
          ...{ claimId: 1, line: 1, transactionNumber: aNumber(1), cadLine: 1, quantityThousandths: 1000 },
          ...{ dutyPaidAbroadCents: null, drawbackCents: 0, given: {} },
        },
      ],
    );
    await insertMassAdjustment(tx, {
      ...{ id: 'MA000001', importerBn15: maple, declarations: 0, changeCents: 0, state: 'UNDER_REVIEW' },
      ...{ change: { field: 'tariffTreatment', from: '2', to: '3' }, reasons: ['R3-32.2.OR'] },
      ...{ rationale: 'Without proof of origin.', askedOn: '2024-11-04', askedBy: 'x' },
      ...{ decidedOn: null, decidedBy: null, resumeAfter: '' },
    });
  });
  return { claim: '1', mass: 'MA000001' };
}

/** One of each kind. Those whom Maple Leaf lets act for it have its account in view. */
async function signedInCast(): Promise<Record<string, Visitor>> {
  const bn9 = businessNumberFrom('80009001');
  await environment.store.inTransaction(async (tx) => {
    const legalName = 'Broker without authority (fictitious)';
    await insertBusiness(tx, { bn9, legalName, kind: 'broker', language: 'en', province: 'ON' });
    const terms = { profile: 'IMPORTER', hasRpp: false, offsetting: 'PROGRAM_ONLY' } as const;
    await insertAccount(tx, { bn15: programAccountFrom(bn9, 1), bn9, ...terms, openedOn: '2024-11-04' });
  });
  const somebody = async (name: string, works?: { bn9: string; role: Role; programs?: string[] }) =>
    aStranger(environment, await aUser(environment, name, works === undefined ? {} : { works }));
  const delegate = async (name: string) => {
    const visitor = await aVisitor(environment, name);
    await visitor.send('/switch-account', { account: maple, back: '/portal' });
    return visitor;
  };
  return {
    '-': await aStranger(environment),
    n: await somebody('without a business'),
    B: await aVisitor(environment, 'Alice Tremblay'),
    P: await somebody('manager of a program', { bn9: '700010010', role: 'PAM', programs: [maple] }),
    E: await aVisitor(environment, 'Ben Okafor'),
    R: await aVisitor(environment, 'Carmen Ruiz'),
    K: await delegate('Farid Haddad'),
    k: await somebody('broker without authority', { bn9, role: 'BAM' }),
    C: await delegate('Grace Lee'),
    S: await aVisitor(environment, 'Harold Penner'),
    O: await aVisitor(environment, 'Olivia Martin'),
    T: await aVisitor(environment, 'Theo Clarke'),
    d: await aVisitor(environment, 'Denise Gagnon'),
    s: await somebody('another surety', { bn9: await aSurety(environment, 1), role: 'BAM' }),
  };
}

/** Somebody asks to work for Maple Leaf, and its broker to see more of it: requests 1, which wait. */
async function askMaple(): Promise<void> {
  const bn9 = '700010010';
  const asker = await aUser(environment, 'asks for access');
  await askForAccess(atTheDoor(environment), asker.id, { bn9, comment: '' });
  const asked = { importerBn9: bn9, programs: [], visibility: 3, validTo: null, comment: '' } as const;
  const scopes = new Set(['access:manage']);
  const broker = { id: 'x', name: 'x', kind: 'partner', bn9: '800010019', scopes, channel: 'CCP' } as const;
  await askForAuthority(environment.as(broker), { ...asked, programs: [] });
}

/** The address of a page, with things of Maple Leaf where things stand in it. */
function addressOf(page: string): string {
  const [, thing] = ofMaple.find(([where]) => where.test(page)) ?? [];
  const filled = thing === undefined ? page : page.replace(/:\w+/, String(thing));
  return filled.replaceAll(/:\w+/g, '1').replace(/^\/$/, '');
}

/** What only a script sends, without a page of its own. */
const onlyForScripts = ['/portal/declarations/drafts/:id/save'];

const forms = matrix.filter(({ sends }) => sends !== undefined);

/** Who sees the form of a page filled in as it should be. */
function ownerOf(page: string): Visitor {
  const { opens } = matrix.find((row) => row.page === page)!;
  return cast[['B', 'S', 'T', 'n'].find((letter) => opens.includes(letter)) ?? '-']!;
}

/** The form as its owner would send it: what stands in its fields, and something where nothing does. */
function fieldsOf(text: string, page: string): Record<string, string> {
  const form = text.split('<form ').find((each) => each.includes(`action="/en${addressOf(page)}"`)) ?? '';
  const inputs = [
    ...form.matchAll(/<(?:input|textarea|button)[^>]* name="([^"]+)"(?:[^>]* value="([^"]*)")?/g),
  ];
  const choices = [...form.matchAll(/<select[^>]* name="([^"]+)".*?<option value="([^"]+)"/gs)];
  return Object.fromEntries([...inputs, ...choices].map(([, name, value]) => [name!, value || '1']));
}

const isRefused = ({ status, leadsTo }: PageReply) =>
  status === 401 || status === 403 || leadsTo?.startsWith('/sign-in') === true;

/** What is not there for somebody is denied as well. */
const isDenied = (reply: PageReply) => isRefused(reply) || reply.status === 404;

const happenings = () => lastSeq(environment.store.read);

describe('without a session', () => {
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
  it('every page and every form stands in the matrix', () => {
    const { routes } = createApp(environment).app;
    const served = (asked: string) => {
      const found = routes.filter(({ method, path }) => method === asked && /^\/en(\/[^*]*)?$/.test(path));
      return [...new Set(found.map(({ path }) => path.slice(3) || '/'))].sort();
    };
    const forms = matrix.filter(({ sends }) => sends !== undefined).map((row) => row.page);
    const pages = matrix.map((row) => row.page).filter((path) => !onlyForScripts.includes(path));
    expect(served('GET')).toEqual(pages.sort());
    expect(served('POST')).toEqual(forms.sort());
  });

  it.each(matrix.filter(({ page }) => !onlyForScripts.includes(page)))('$page', async ({ page, opens }) => {
    const seen = [];
    for (const [letter, visitor] of Object.entries(cast)) {
      const reply = await visitor.open(addressOf(page));
      const isIn = opens.includes(letter) ? !isRefused(reply) : !isDenied(reply);
      if (isIn) seen.push(letter);
    }
    expect(seen.join('')).toBe(opens);
  });

  it.each(forms)(
    'the form of $page is for nobody else, and changes nothing then',
    async ({ page, sends }) => {
      const fields = fieldsOf((await ownerOf(page).open(addressOf(page))).text, page);
      const before = await happenings();
      for (const [letter, visitor] of Object.entries(cast)) {
        if (sends!.includes(letter)) continue;
        // Whoever may look and no more is refused by what the form does, not at the page.
        const reply = await visitor.send(addressOf(page), fields);
        expect([letter, isDenied(reply) || reply.status === 422]).toEqual([letter, true]);
        if (!isDenied(reply)) expect(matrix.find((row) => row.page === page)!.opens).toContain(letter);
      }
      expect(await happenings()).toBe(before);
    },
  );

  it.each([
    // What stands not in the address but in what is sent: nobody of another client names a thing of Maple Leaf there.
    ['/portal/business/requests', () => ({ id: '1', decision: 'approve', role: 'BAM' })],
    ['/portal/business/requests', () => ({ id: '1', decision: 'reject', role: 'READER' })],
    ['/portal/business/role', () => ({ user: 'U000001', role: 'READER' })],
    ['/portal/business/remove', () => ({ user: 'U000001' })],
    ['/portal/business/providers/decide', () => ({ id: '1', decision: 'approve', visibility: '3' })],
    ['/portal/business/providers/decide', () => ({ id: '1', decision: 'revoke' })],
    ['/portal/recourse/disputes/new', () => ({ transactionNumber: aNumber(1), rationale: 'Mine.' })],
    ['/switch-business', () => ({ bn9: '700010010' })],
  ])('%s takes nothing of another client in its fields', async (page, fields) => {
    const before = await happenings();
    for (const letter of ['k', 'd']) {
      const reply = await cast[letter]!.send(page, fields());
      expect([letter, [403, 404, 422]]).toEqual([letter, expect.arrayContaining([reply.status])]);
    }
    expect(await happenings()).toBe(before);
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
