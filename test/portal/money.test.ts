import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../src/billing/verify.ts';
import { submitCad } from '../../src/cad/submit.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { demandPayment } from '../../src/security/demand-payment.ts';
import { aCad, aCarm, aNumber, asImporter, released } from '../support/a-carm.ts';
import { asOfficer } from '../support/a-surety.ts';
import { aVisitor } from '../support/a-visitor.ts';

const maple = '700010010RM0001';
const surety = '800010035';

let environment: Environment;

const begin = async (at: string) => {
  environment = await aCarm(at);
  await bringInCast(environment.as(system));
};

/** Declare machinery parts in the portal: 5 % GST are owed of them and nothing else. */
const owe = async (serial: number, value: string) => {
  await released(environment, maple as never, serial);
  const cad = aCad(maple, aNumber(serial), { valueForCurrencyConversion: value });
  const { actor } = asImporter(environment, maple);
  await submitCad(environment.as({ ...actor, id: 'U000001.700010010', channel: 'CCP' }), cad);
};

afterEach(async () => {
  expect(await verify(environment.store.read)).toEqual([]);
  await environment.close();
});

describe('statements and payments in the portal', () => {
  // A statement of $150.00, due on 2024-11-29.
  beforeEach(async () => {
    await begin('2024-11-04T08:00');
    await owe(1, '1000.00');
    await owe(2, '2000.00');
    await environment.advanceTo('2024-11-26T09:00');
  });

  it('a statement shows its entries, what they add up to, and comes as a file', async () => {
    const alice = await aVisitor(environment, 'Alice Tremblay');
    const { text } = await alice.open('/portal/financial/statements/2024-11-25');
    for (const shown of [aNumber(1), '$50.00', aNumber(2), '$100.00', '$150.00', 'November 29, 2024'])
      expect(text).toContain(shown);
    const csv = await alice.open('/portal/financial/statements/2024-11-25/csv');
    expect(csv.text.split('\r\n').slice(1, -1)).toEqual([
      'Opening balance,,,,,0.00',
      `Billing cycle,Declaration,${aNumber(1)},2024-11-04,2024-11-29,50.00`,
      `Billing cycle,Declaration,${aNumber(2)},2024-11-04,2024-11-29,100.00`,
      'Closing balance,,,,,150.00',
      'Total payable,,,,2024-11-29,150.00',
    ]);
    const xlsx = await alice.open('/portal/financial/statements/2024-11-25/xlsx');
    expect([xlsx.status, xlsx.text.slice(0, 2)]).toEqual([200, 'PK']);
    expect((await alice.open('/portal/financial/statements/2024-10-25')).status).toBe(404);
  });

  it('the history is filtered by what somebody looks for, and no filter breaks it', async () => {
    const alice = await aVisitor(environment, 'Alice Tremblay');
    const found = async (query: string) =>
      (await alice.open(`/portal/financial?${query}`)).text.match(/\/portal\/declarations\/\d{14}/g)?.length;
    expect(await found('')).toBe(2);
    expect(await found(`reference=${aNumber(2)}`)).toBe(1);
    expect(await found('kind=PMT')).toBeUndefined();
    expect(await found('from=2024-11-05')).toBeUndefined();
    expect(await found('kind=nothing&from=yesterday&to=')).toBe(2);
  });

  it('a payment typed the French way clears what was chosen, and leads to its receipt', async () => {
    const alice = await aVisitor(environment, 'Alice Tremblay', 'fr');
    const paid = await alice.send('/portal/payments/new', {
      amount: '100,00 $',
      channel: 'online-banking',
      transactions: aNumber(2),
    });
    expect(paid.leadsTo).toMatch(/^\/portal\/payments\/R\d{10}$/);
    await environment.advanceTo('2024-12-02T09:00');
    const found = await alice.open(`/portal/financial?reference=${paid.leadsTo!.slice(-11)}`);
    expect(found.text.match(/<tr>/g)).toHaveLength(2);
    const receipt = await alice.open(paid.leadsTo!);
    expect(receipt.text).toContain(aNumber(2));
    expect(receipt.text).not.toContain(aNumber(1));
    expect((await alice.open('/portal/payments')).text).toContain(paid.leadsTo!.slice(-11));
  });

  it('what is typed wrong is told where it was typed, in the language of the visitor', async () => {
    const alice = await aVisitor(environment, 'Alice Tremblay', 'fr');
    const wrong = await alice.send('/portal/payments/new', { amount: 'cent' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#f-amount">Entrez un montant tel que 1234,50');
    expect(wrong.text).toContain('href="#f-channel">Choisissez une des options');
  });

  it('who only reads sees payments and makes none; another business sees no receipt', async () => {
    const alice = await aVisitor(environment, 'Alice Tremblay');
    const { leadsTo } = await alice.send('/portal/payments/new', { amount: '1', channel: 'debit-card' });
    const carmen = await aVisitor(environment, 'Carmen Ruiz');
    expect((await carmen.open(leadsTo!)).status).toBe(200);
    expect((await carmen.open('/portal/payments/new')).status).toBe(403);
    expect((await carmen.open('/portal/payments')).text).not.toContain('/portal/payments/new');
    const denise = await aVisitor(environment, 'Denise Gagnon');
    expect((await denise.open(leadsTo!)).status).toBe(403);
  });

  it('a broker pays for its clients all or nothing', async () => {
    const farid = await aVisitor(environment, 'Farid Haddad');
    const parts = { [`amounts.${maple}`]: '100.00', 'amounts.700010028RM0001': '50.00' };
    const differs = await farid.send('/portal/payments/clients', {
      ...parts,
      total: '200',
      channel: 'online-banking',
    });
    expect([differs.status, differs.text.includes('its parts add up to $150.00')]).toEqual([422, true]);
    const paid = await farid.send('/portal/payments/clients', {
      ...parts,
      total: '150',
      channel: 'online-banking',
    });
    expect(paid.text.match(/\/portal\/payments\/R\d{10}/g)).toHaveLength(2);
  });

  it('an own list is laid beside the statement, line by line', async () => {
    const alice = await aVisitor(environment, 'Alice Tremblay');
    const list = `transactionNumber,amount\n${aNumber(1)},50.00\n${aNumber(2)},99.00\n`;
    const compare = (content: string, name: string) =>
      alice.send('/portal/financial/reconciliation', {
        statement: '2024-11-25',
        file: new File([content], name),
      });
    const { text } = await compare(list, 'own.csv');
    expect(text).toContain('Agrees');
    expect(text).toContain('CARM assessed another amount');
    const shorter = await compare(`transactionNumber,amount\n${aNumber(1)},50.00\n`, 'own.csv');
    expect(shorter.text).toContain('It is not in your list, though you filed it.');
    expect((await compare('transactionNumber,amount\nx,y\n', 'own.csv')).text).toContain('1 line(s)');
    expect((await compare('', '')).text).toContain('Choose a file with your list');
  });
});

describe('security in the portal', () => {
  beforeEach(() => begin('2025-06-02T08:00'));

  it('from what the importer enters to the provider’s payment of a demand', async () => {
    const alice = await aVisitor(environment, 'Alice Tremblay');
    const harold = await aVisitor(environment, 'Harold Penner');
    expect((await alice.send('/portal/security/enrol', { estimatedMonth: '8,000' })).leadsTo).toBe(
      '/portal/security',
    );
    const entered = await alice.send('/portal/security/agreements/new', {
      provider: surety,
      agreementNumber: 'B-1',
      authority: 'Customs Act s. 3.4',
      amount: '5000',
      validFrom: '2025-06-02',
    });
    expect(entered.leadsTo).toBe('/portal/security/agreements/1');
    expect((await harold.open('/portal/agreements')).text).toContain('Waits for the provider');
    await harold.send('/portal/agreements/1/confirm', {});
    expect((await alice.open('/portal/security')).text).toContain('$10,000.00');

    await owe(1, '80000.00');
    await environment.advanceTo('2025-07-03T08:00');
    await demandPayment(asOfficer(environment), 1);
    expect((await harold.open('/portal/agreements/1')).text).toContain('$4,000.00');
    const silent = await harold.send('/portal/agreements/1/rebut', { demand: '1' });
    expect([silent.status, silent.text.includes('Say why')]).toEqual([422, true]);
    expect(silent.text).toContain('href="#f-grounds-1"');
    const rebutted = await harold.send('/portal/agreements/1/rebut', { demand: '1', 'grounds.1': 'Paid' });
    expect(rebutted.leadsTo).toBe('/portal/agreements/1');
    expect((await harold.send('/portal/agreements/1/pay', { demand: '1' })).leadsTo).toBe(
      '/portal/agreements/1',
    );
    expect((await alice.open('/portal/security/agreements/1')).text).toContain('Paid');
  });

  // CARM Bulletin 5408: one limit of a credit card for a billing cycle, for debts and cash security.
  it('cash is deposited by credit card within what the card still pays', async () => {
    await environment.advanceTo('2025-10-06T08:00');
    const alice = await aVisitor(environment, 'Alice Tremblay');
    const byCard = (amount: string) => ({ amount, channel: 'credit-card' });
    expect((await alice.send('/portal/payments/new', byCard('1,000.00'))).leadsTo).toMatch(/R\d{10}$/);
    expect((await alice.open('/portal/security/cash')).text).toContain('<dd>$3,999.99</dd>');
    const refused = await alice.send('/portal/security/cash', byCard('4000.00'));
    expect([refused.status, refused.text.includes('$3999.99 remain')]).toEqual([422, true]);
    expect((await alice.send('/portal/security/cash', byCard('3999.99'))).leadsTo).toBe('/portal/security');
    expect((await alice.send('/portal/payments/new', byCard('0.01'))).status).toBe(422);
  });

  it('an importer sees neither the pages of providers nor the agreements of others', async () => {
    const alice = await aVisitor(environment, 'Alice Tremblay');
    const harold = await aVisitor(environment, 'Harold Penner');
    const given = await harold.send('/portal/agreements/new', {
      programAccount: '700010028RM0001',
      agreementNumber: 'B-2',
      authority: 'Customs Act s. 3.4',
      amount: '5000',
      validFrom: '2025-06-02',
    });
    expect(given.leadsTo).toBe('/portal/agreements/1');
    expect((await alice.open('/portal/agreements')).status).toBe(403);
    expect((await alice.open('/portal/security/agreements/1')).status).toBe(404);
    expect((await harold.open('/portal/agreements/2')).status).toBe(404);
    expect((await harold.open('/portal/security')).status).toBe(403);
  });
});
