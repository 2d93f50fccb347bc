import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agencyAccount } from '../../src/accounts/agency.ts';
import { businessNumberFrom } from '../../src/accounts/identifiers.ts';
import { partnerRights } from '../../src/accounts/rights.ts';
import { readStatement } from '../../src/billing/read-statement.ts';
import { verify } from '../../src/billing/verify.ts';
import { convertB3 } from '../../src/cad/b3.ts';
import { correctCad } from '../../src/cad/correct.ts';
import { saveDraft } from '../../src/cad/drafts.ts';
import { submitCad, validateCad } from '../../src/cad/submit.ts';
import type { CadInput, CadLineInput } from '../../src/cad/types.ts';
import type { Context } from '../../src/context.ts';
import { type DefectId, defectIds, defectsIn, putDefect } from '../../src/defects/defects.ts';
import { defectDescriptions } from '../../src/defects/descriptions.ts';
import { DomainError } from '../../src/errors.ts';
import { documentsOfAccount } from '../../src/ledger/documents.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { switchPartner } from '../../src/partners/partner.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { bringInCast, castAddress } from '../../src/population/cast.ts';
import { enrolInRpp } from '../../src/security/enrol.ts';
import { eventsInOrder } from '../../src/storage/events.ts';
import { switchDefect } from '../../src/support/defects.ts';
import { allProblems, knownErrors } from '../../src/support/problem-store.ts';
import { mailTo } from '../../src/users/mailbox.ts';
import { changeUser, userByEmail } from '../../src/users/store.ts';
import { aB3, aCad, aCarm, aNumber, anImporter, asImporter, released } from '../support/a-carm.ts';
import { aVisitor } from '../support/a-visitor.ts';

const maple = '700010010RM0001' as never;

let environment: Environment;
let alice: Context;

beforeEach(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
  alice = { ...asImporter(environment, maple) };
});

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

const put = (id: DefectId, isIn: boolean) =>
  environment.store.inTransaction((tx) => putDefect(tx, environment.as(system), id, isIn));

/** What comes of something, or the code of its refusal. */
async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const codes = async (ctx: Context, cad: CadInput) =>
  (await validateCad(ctx, cad)).findings.filter(({ severity }) => severity === 'F').map(({ code }) => code);

let serial = 0;
const ofReleased = async (change: Partial<CadLineInput> = {}, currency = 'CAD'): Promise<CadInput> => {
  serial += 1;
  const cad = aCad(maple, await released(environment, maple, serial), change);
  return { ...cad, invoices: [{ ...cad.invoices[0]!, currency }] };
};

/** A partner who works in the portal. */
const inPortal = (): Context => ({ ...alice, actor: { ...alice.actor, channel: 'CCP' } });

const flour = { classification: '1101001000', quantity: '1', unitOfMeasure: 'TNE', importPermit: 'GIP20' };

const dumped = {
  sima: {
    subject: 'S' as const,
    normalValuePerUnit: '14.20',
    exportPricePerUnit: '11.75',
    quantity: '1000',
  },
};

let importers = 0;

/** What happens with each defect in, and what without. */
const cases: Record<DefectId, { happens: () => Promise<unknown>; whileIn: unknown; otherwise: unknown }> = {
  'zero-self-declared': {
    happens: async () => {
      importers += 1;
      const importer = await anImporter(environment, importers, { hasRpp: false });
      const as = asImporter(environment, importer);
      const enrolled = await outcome(async () => {
        const { estimateCents } = await enrolInRpp(as, importer, { estimatedMonth: '0.00' });
        return estimateCents;
      });
      return [enrolled, await codes(alice, await ofReleased({ selfDeclared: { surtax: '0.00' } }))];
    },
    whileIn: ['ZERO_REFUSED', ['CAD-E030']],
    otherwise: [0, []],
  },
  'assessed-at-old-rate': {
    happens: async () => {
      const down = (isDown: boolean) =>
        environment.store.inTransaction((tx) =>
          switchPartner(tx, environment.as(system), 'exchange-rates', { isDown }),
        );
      await down(true);
      const { findings, cad } = await validateCad(alice, await ofReleased({}, 'USD'));
      await down(false);
      return [cad?.hasProvisionalRate, findings.map(({ code }) => code)];
    },
    whileIn: [true, ['CAD-W205']],
    otherwise: [undefined, ['CAD-E205']],
  },
  'no-agency-importer': {
    happens: () => {
      serial += 1;
      const owner = { name: 'First Timer (fictitious)' };
      const cad: CadInput = { ...aCad(agencyAccount, aNumber(serial)), cadType: 'C', owner };
      return codes(environment.as(system), cad);
    },
    whileIn: ['CAD-E201'],
    otherwise: [],
  },
  'accepted-not-visible': {
    happens: async () => {
      const { transactionNumber } = await submitCad(inPortal(), await ofReleased());
      const visitor = await aVisitor(environment, 'Alice Tremblay');
      const list = (await visitor.open('/portal/declarations')).text;
      const one = await visitor.open(`/portal/declarations/${transactionNumber}`);
      const officer = await aVisitor(environment, 'Olivia Martin');
      const seen = await officer.open(`/cbsa/declarations/${transactionNumber}`);
      return [list.includes(transactionNumber), one.status, seen.status];
    },
    whileIn: [false, 404, 200],
    otherwise: [true, 200, 200],
  },
  'special-codes-refused': {
    happens: async () => {
      const refused = [];
      for (const tariffCode of ['9993', '9996', '9966', '9986', '9992'])
        refused.push(...(await codes(alice, await ofReleased({ tariffCode }))));
      const boots = { classification: '6109100011', unitOfMeasure: 'NMB', tariffCode: '9993' };
      return [refused, await codes(alice, await ofReleased(boots))];
    },
    whileIn: [['CAD-E030', 'CAD-E030', 'CAD-E030', 'CAD-E030'], []],
    otherwise: [[], []],
  },
  'flour-permit-refused': {
    happens: async () => [
      await codes(alice, await ofReleased(flour)),
      await codes(alice, await ofReleased({ ...flour, importPermit: 'GIP 1' })),
    ],
    whileIn: [['CAD-E030'], []],
    otherwise: [[], []],
  },
  'sima-unconverted': {
    happens: async () => {
      const { cad } = await validateCad(alice, await ofReleased(dumped, 'USD'));
      return cad?.lines.map(({ assessment }) => assessment.antiDumping === 245_000);
    },
    whileIn: [true],
    otherwise: [false],
  },
  'broker-pre-carm-refused': {
    happens: async () => {
      serial += 1;
      const number = aNumber(serial);
      await convertB3(environment.as(system), aB3(maple, number));
      const cad: CadInput = {
        ...aCad(maple, number, { directShipmentDate: '2024-05-03' }),
        preCarm: 'AS_DECLARED',
      };
      const broker = { ...alice.actor, bn9: businessNumberFrom('80001001'), scopes: new Set(partnerRights) };
      return [await codes({ ...alice, actor: broker }, cad), await codes(alice, cad)];
    },
    whileIn: [['CAD-E020'], []],
    otherwise: [[], []],
  },
  'admission-not-editable': {
    happens: async () => {
      const { invoices, ...header } = await ofReleased({ tariffCode: '9993' });
      const plain = { ...invoices[0]!.lines[0]!, tariffCode: undefined };
      const lines = [invoices[0]!.lines[0]!, plain];
      const draft = await saveDraft(alice, maple, { ...header, invoices: [{ ...invoices[0], lines }] });
      const visitor = await aVisitor(environment, 'Alice Tremblay');
      const line = (index: number) =>
        visitor.open(`/portal/declarations/drafts/${draft.id}/invoices/0/lines/${index}`);
      return [(await line(0)).text.includes('Save the line'), (await line(1)).text.includes('Save the line')];
    },
    whileIn: [false, true],
    otherwise: [true, true],
  },
  'incomplete-statements': {
    happens: async () => {
      const paid = { programAccount: maple, channel: 'edi' as const, amount: '1.00' };
      if (serial === 0 || environment.clock.today() < '2024-11-26') {
        await submitCad(alice, await ofReleased());
        await receivePayment(alice, paid);
        await environment.advanceTo('2024-11-26T08:00');
      }
      const { statement, inCycle, other } = await readStatement(alice, maple, 'latest');
      return [statement.closingCents, inCycle.length, other.length];
    },
    whileIn: [4900, 1, 0],
    otherwise: [4900, 1, 1],
  },
  'no-email-notices': {
    happens: async () => {
      const address = castAddress('Alice Tremblay');
      const { id } = (await userByEmail(environment.store.read, address))!;
      await environment.store.inTransaction((tx) => changeUser(tx, id, { wantsMail: true }));
      const before = (await mailTo(environment.store.read, address)).length;
      await receivePayment(alice, { programAccount: maple, channel: 'edi', amount: '1.00' });
      const tomorrow = Temporal.PlainDate.from(environment.clock.today()).add({ days: 1 });
      await environment.advanceTo(`${tomorrow}T08:00`);
      return (await mailTo(environment.store.read, address)).length - before;
    },
    whileIn: 0,
    otherwise: 1,
  },
  'changes-posted-wrongly': {
    happens: async () => {
      const cad = await ofReleased();
      const { dueOn } = await submitCad(alice, cad);
      const worth = (value: string): CadInput => {
        const line = { ...cad.invoices[0]!.lines[0]!, valueForCurrencyConversion: value };
        return { ...cad, invoices: [{ ...cad.invoices[0]!, value, lines: [line] }] };
      };
      await correctCad(alice, cad.transactionNumber, 1, worth('2000.00'));
      const documents = await documentsOfAccount(environment.store.read, maple, { after: 0, limit: 99 });
      const correction = documents.findLast(({ code }) => code === 'COR')!;
      return [correction.amountCents, correction.dueOn === dueOn, correction.interestFrom < dueOn];
    },
    whileIn: [5000, false, true],
    otherwise: [5000, true, false],
  },
};

beforeEach(() => {
  serial = 0;
});

describe('a known defect', () => {
  it.each(defectIds)('%s is absent, happens while it is in, and is gone again', async (id) => {
    const { happens, whileIn, otherwise } = cases[id];
    expect(await happens()).toEqual(otherwise);
    await put(id, true);
    expect(await happens()).toEqual(whileIn);
    await put(id, false);
    expect(await happens()).toEqual(otherwise);
  });

  it('is described with its source, under a reference of its own', () => {
    expect(defectDescriptions.map(({ id }) => id)).toEqual([...defectIds]);
    expect(new Set(defectDescriptions.map(({ reference }) => reference)).size).toBe(defectIds.length);
  });

  it('is a problem of the desk while it is in, and a known error where it is published', async () => {
    const { read } = environment.store;
    const set = (id: DefectId, isIn: boolean, isPublished: boolean) =>
      environment.store.inTransaction((tx) =>
        switchDefect(tx, environment.as(system), id, { isIn, isPublished }),
      );
    await set('no-email-notices', true, true);
    await set('flour-permit-refused', true, false);
    await set('flour-permit-refused', true, true);
    expect((await allProblems(read)).map(({ reference }) => reference)).toEqual(['KD-EMAIL', 'KD-GIP20']);
    expect((await knownErrors(read)).map(({ reference }) => reference)).toEqual(['KD-EMAIL']);
    await set('no-email-notices', false, false);
    expect(await knownErrors(read)).toEqual([]);
    expect(await defectsIn(environment.store)).toEqual(['flour-permit-refused']);
    const told: string[] = [];
    for await (const { action, subject } of eventsInOrder(read))
      if (action.startsWith('defect.')) told.push(`${action} ${subject}`);
    expect(told).toEqual([
      'defect.put-in no-email-notices',
      'defect.put-in flour-permit-refused',
      'defect.taken-out no-email-notices',
    ]);
  });
});
