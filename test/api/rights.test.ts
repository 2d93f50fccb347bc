import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessNumberFrom, type ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import { allRights, partnerRights, type Right } from '../../src/accounts/rights.ts';
import { insertBusiness, insertDelegation } from '../../src/accounts/store.ts';
import { convertB3 } from '../../src/cad/b3.ts';
import { type Environment, issueToken, system } from '../../src/open-environment.ts';
import { type DrawbackClaim, insertClaim } from '../../src/recourse/drawback-store.ts';
import { insertMassAdjustment } from '../../src/recourse/mass-store.ts';
import { redetermine } from '../../src/recourse/redetermine.ts';
import { insertDemand } from '../../src/security/store.ts';
import { aB3, aCad, aCarm, aDrawback, aNumber, anImporter, aRelease, released } from '../support/a-carm.ts';
import { anAgreement, aSurety } from '../support/a-surety.ts';
import { type Ask, anApi, aToken, expectProblem } from '../support/an-api.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let penaltyId: string;
let surety: string;
let ask: Ask;

// One importer with a release, an accepted declaration, a payment, a draft, a security agreement that waits for its
// provider and a demand under it; nothing here changes them.
beforeAll(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  ask = anApi(environment);
  const token = await aToken(environment, importer);
  await ask('POST', '/api/v1/cads', {
    token,
    body: aCad(importer, await released(environment, importer, 1)),
  });
  await environment.store.inTransaction((tx) => insertClaim(tx, aClaim(importer), [aClaimedLine()]));
  await convertB3(environment.as(system), aB3(importer, aNumber(9)));
  await ask('POST', '/api/v1/cad-drafts', { token, body: { importer, declared: {} } });
  await ask('POST', '/api/v1/payments', { token, body: payment() });
  await redetermine(environment.as(system), {
    transactionNumber: aNumber(1),
    expectedVersion: 1,
    declared: aCad(importer, aNumber(1)),
    reasons: ['RC-59'],
    rationale: 'As declared.',
  });
  const hook = { url: 'https://x.test', types: ['cad.accepted'] };
  await ask('POST', '/api/v1/webhooks', { token, body: hook });
  const edifact = { 'content-type': 'application/edifact' };
  await ask('POST', '/api/v1/edi/interchanges', { token, body: 'no interchange', headers: edifact });
  const transmission = { statements: true, dailyNotices: true };
  await ask('PUT', `/api/v1/accounts/${importer}/edi`, { token, body: transmission });
  await ask('POST', '/api/v1/certifications', { token, body: { channel: 'EDI' } });
  await ask('POST', '/api/v1/tickets', { token, body: aTicket() });
  surety = await aSurety(environment, 1);
  await ask('POST', '/api/v1/security-agreements', { token, body: anAgreement(importer, surety) });
  await environment.store.inTransaction((tx) =>
    insertDemand(tx, {
      agreementId: 1,
      programAccount: importer,
      amountCents: 100,
      demandedOn: '2024-11-04',
      answerBy: '2025-01-03',
      status: 'DEMANDED',
      grounds: null,
      documentId: 1,
    }),
  );
  const officer = { name: 'officer', kind: 'cbsa' as const, scopes: ['penalty:issue' as const] };
  const officerToken = await issueToken(environment, officer);
  const issued = await ask('POST', '/api/v1/penalties', { token: officerToken, body: penalty() });
  penaltyId = issued.body.penalty as string;
  await environment.store.inTransaction((tx) =>
    insertMassAdjustment(tx, {
      ...{ ...mass(), id: 'MA000001', importerBn15: importer, declarations: 0, changeCents: 0 },
      ...{
        change: { field: 'tariffTreatment', from: '2', to: '3' },
        state: 'REFUSED',
        askedOn: '2024-11-04',
      },
      ...{ askedBy: 'x', decidedOn: null, decidedBy: null, resumeAfter: '' },
    }),
  );
});

afterAll(() => environment.close());

const aClaimedLine = () => ({
  ...{ claimId: 1, line: 1, transactionNumber: aNumber(1), cadLine: 1, quantityThousandths: 1000 },
  ...{ dutyPaidAbroadCents: null, drawbackCents: 0, given: {} },
});

const aClaim = (claimant: string): DrawbackClaim => ({
  ...{ id: 1, claimant, state: 'UNDER_REVIEW', filedOn: '2024-11-04', filedBy: 'x', purpose: 'CONSUMED' },
  ...{ destination: 'DE', exportedOn: '2024-11-04', evidence: [], decidedOn: null, decidedBy: null },
  ...{ rationale: '', totalCents: 0, documentId: null, hasWaiver: false },
});

const change = (reason: string) => () => ({
  version: 2,
  declared: aCad(importer, aNumber(1)),
  reasons: [reason],
  rationale: 'The invoice was read wrongly.',
});

const aBusiness = (bn9: string) => ({
  bn9,
  legalName: 'Importer (fictitious)',
  kind: 'importer',
  language: 'en',
  province: 'ON',
});

const mass = () => ({
  importer,
  change: { field: 'tariffTreatment', from: '2', to: '3' },
  reasons: ['R3-32.2.OR'],
  rationale: 'Without proof of origin.',
});

const aTicket = () => ({
  ...{ kind: 'question', category: 'education', functionalArea: 'accounting' },
  ...{ title: 'Which type?', description: 'AB or C?' },
});

const why = () => ({ rationale: 'It was right.' });

const penalty = () => ({
  programAccount: importer,
  contravention: 'C005',
  subject: aNumber(1),
  committedOn: '2024-11-04',
  reason: 'wrong invoice',
});

const debitAgreement = () => ({
  institution: '001',
  transit: '00001',
  accountNumber: '1234567',
  holder: 'Importer',
  certifies: true,
});

const payment = () => ({ programAccount: importer, channel: 'edi', amount: '1.00' });

interface Request {
  right: Right;
  method: string;
  path: string;
  body?: () => unknown;
}

const needs = (right: Right, method: string, path: string, body?: () => unknown): Request =>
  body === undefined ? { right, method, path } : { right, method, path, body };

/** Every route for partners and the right it needs; :bn15, :draft, :number, :case, :agreement and :penalty stand for those of the importer. */
const partnerRoutes: readonly Request[] = [
  needs('payment:make', 'POST', '/accounts/:bn15/credit-applications', () => ({
    transactions: [aNumber(1)],
  })),
  needs('payment:make', 'POST', '/accounts/:bn15/credit-transfers', () => ({ to: importer, amount: '1.00' })),
  needs('account:read', 'GET', '/accounts/:bn15/interest-reductions'),
  needs('reference:read', 'GET', '/due-date-deferrals'),
  needs('cad:submit', 'POST', '/cads', () => aCad(importer, aNumber(2))),
  needs('cad:submit', 'POST', '/cads/validate', () => aCad(importer, aNumber(2))),
  needs('cad:submit', 'POST', '/cad-drafts', () => ({ importer, declared: {} })),
  needs('cad:submit', 'PUT', '/cads/:number', () => aCad(importer, aNumber(1))),
  needs('cad:submit', 'DELETE', '/cads/:number'),
  needs('cad:adjust', 'POST', '/cads/:number/adjustments', change('R3-32.2.VFD')),
  needs('cad:adjust', 'POST', '/cads/:number/disputes', why),
  needs('cad:read', 'GET', '/accounts/:bn15/warehouse-stock'),
  needs('cad:read', 'GET', `/b3s/${aNumber(9)}`),
  needs('security:manage', 'POST', '/accounts/:bn15/cash-security/return-requests', () => ({
    amount: '1.00',
    rationale: 'spare',
  })),
  needs('security:manage', 'POST', '/accounts/:bn15/security-reductions', () => ({
    highestMonth: '1.00',
    rationale: 'less',
  })),
  needs('cad:adjust', 'POST', '/mass-adjustments/preview', mass),
  needs('cad:adjust', 'POST', '/mass-adjustments', mass),
  needs('cad:read', 'GET', '/accounts/:bn15/mass-adjustments'),
  needs('cad:read', 'GET', '/mass-adjustments/:mass'),
  needs('cad:read', 'GET', '/cads/:number/versions'),
  needs('cad:read', 'GET', '/cads/:number/versions/2/changes'),
  needs('cad:read', 'GET', '/cases'),
  needs('cad:adjust', 'POST', '/cases/:case/appeal', why),
  needs('cad:read', 'GET', '/drawbacks'),
  needs('cad:read', 'GET', '/drawbacks/1'),
  needs('cad:adjust', 'POST', '/drawbacks', () => aDrawback(importer, aNumber(1))),
  needs('cad:read', 'GET', '/cases/:case'),
  needs('cad:read', 'GET', '/cad-drafts/:draft'),
  needs('cad:submit', 'PUT', '/cad-drafts/:draft', () => ({ declared: {} })),
  needs('cad:submit', 'POST', '/cad-drafts/:draft/submit'),
  needs('cad:submit', 'DELETE', '/cad-drafts/:draft'),
  needs('cad:read', 'GET', '/cad-drafts'),
  needs('cad:read', 'GET', '/waiting-cads'),
  needs('cad:read', 'GET', '/cads'),
  needs('cad:read', 'GET', '/cads?importer=:bn15'),
  needs('cad:read', 'GET', '/cads/:number'),
  needs('cad:read', 'GET', '/cads/:number/explanations'),
  needs('account:read', 'GET', '/cads/:number/receipt'),
  needs('cad:read', 'GET', '/releases'),
  needs('cad:read', 'GET', '/releases?importer=:bn15'),
  needs('cad:read', 'GET', '/releases/:number'),
  needs('payment:make', 'POST', '/payments', payment),
  needs('payment:make', 'POST', '/group-payments', () => ({
    channel: 'edi',
    total: '1.00',
    payments: [{ programAccount: importer, amount: '1.00' }],
  })),
  needs('payment:make', 'POST', '/accounts/:bn15/pre-authorized-debits', debitAgreement),
  needs('payment:make', 'PUT', '/accounts/:bn15/pre-authorized-debits/1', debitAgreement),
  needs('payment:make', 'DELETE', '/accounts/:bn15/pre-authorized-debits/1'),
  needs('account:read', 'GET', '/accounts/:bn15/pre-authorized-debits'),
  needs('payment:make', 'POST', '/accounts/:bn15/disbursements', () => ({ method: 'CHEQUE' })),
  needs('account:read', 'GET', '/accounts/:bn15/disbursements'),
  needs('account:read', 'GET', '/accounts/:bn15/collections'),
  needs('account:read', 'GET', '/payments/R0000000002/print'),
  needs('payment:make', 'PUT', '/accounts/:bn15/offsetting', () => ({ offsetting: 'MANUAL' })),
  needs('security:manage', 'POST', '/accounts/:bn15/rpp', () => ({ estimatedMonth: '0.00' })),
  needs('security:manage', 'POST', '/accounts/:bn15/cash-security', () => ({
    channel: 'edi',
    amount: '1.00',
  })),
  needs('security:agree', 'POST', '/security-agreements', () => anAgreement(importer, surety)),
  needs('security:agree', 'PUT', '/security-agreements/:agreement', () => ({ amount: '6000.00' })),
  needs('account:read', 'GET', '/security-agreements/:agreement'),
  needs('account:read', 'GET', '/accounts/:bn15/security'),
  needs('account:read', 'GET', '/payments/R0000000002'),
  needs('account:read', 'GET', '/accounts/:bn15'),
  needs('account:read', 'GET', '/accounts/:bn15/payments'),
  needs('account:read', 'GET', '/accounts/:bn15/payment-limits'),
  needs('account:read', 'GET', '/accounts/:bn15/transactions'),
  needs('account:read', 'GET', '/accounts/:bn15/statements'),
  needs('account:read', 'GET', '/accounts/:bn15/statements/latest'),
  needs('account:read', 'POST', '/accounts/:bn15/statements/latest/reconciliation', () => ({ rows: [] })),
  needs('account:read', 'GET', '/accounts/:bn15/daily-notices'),
  needs('account:read', 'GET', '/accounts/:bn15/daily-notices/2024-11-04'),
  needs('edi:exchange', 'POST', '/edi/interchanges', () => 'UNB'),
  needs('edi:exchange', 'GET', '/edi/interchanges'),
  needs('edi:exchange', 'GET', '/edi/interchanges/1'),
  needs('edi:exchange', 'GET', '/edi/mapping'),
  needs('edi:exchange', 'GET', '/edi/outbox'),
  needs('edi:exchange', 'GET', '/edi/outbox/1'),
  needs('edi:exchange', 'POST', '/edi/outbox/1/acknowledge'),
  needs('edi:exchange', 'PUT', '/accounts/:bn15/edi', () => ({ statements: true, dailyNotices: true })),
  needs('edi:exchange', 'GET', '/accounts/:bn15/edi'),
  needs('certification:take', 'POST', '/certifications', () => ({ channel: 'API' })),
  needs('certification:take', 'GET', '/certifications'),
  needs('certification:take', 'GET', '/certifications/C000001'),
  needs('certification:take', 'POST', '/certifications/C000001/cases/1/retry'),
  needs('certification:take', 'POST', '/certifications/C000001/production'),
  needs('certification:take', 'GET', '/certifications/C000001/certificate'),
  needs('reference:read', 'GET', '/magic-values'),
  needs('webhook:manage', 'GET', '/webhooks'),
  needs('webhook:manage', 'POST', '/webhooks', () => ({ url: 'https://x.test', types: ['cad.accepted'] })),
  needs('webhook:manage', 'GET', '/webhooks/WH000001/deliveries'),
  needs('webhook:manage', 'POST', '/webhooks/WH000001/replay', () => ({ since: 1 })),
  needs('webhook:manage', 'DELETE', '/webhooks/WH000001'),
  needs('account:read', 'GET', '/accounts/:bn15/penalties'),
  needs('account:read', 'GET', '/penalties/:penalty'),
  needs('penalty:redress', 'POST', '/penalties/:penalty/redress', () => ({ grounds: 'none of it' })),
  needs('penalty:redress', 'POST', '/penalties/:penalty/redress/extension', () => ({ grounds: 'illness' })),
  needs('penalty:redress', 'POST', '/penalties/:penalty/redress/evidence', () => ({ evidence: 'invoice' })),
  needs('penalty:redress', 'POST', '/penalties/:penalty/redress/court-action', () => ({ courtFile: 'T-1' })),
  needs('reference:read', 'GET', '/registers/warehouses'),
  needs('reference:read', 'GET', '/tariff/items/6109100011'),
  needs('reference:read', 'GET', '/exchange-rates/USD'),
  needs('reference:read', 'GET', '/reference/countries'),
  needs('reference:read', 'GET', '/business-numbers/100000017'),
  needs('reference:read', 'GET', '/classification-suggestions?description=T-shirts'),
  needs('support:ask', 'GET', '/tickets'),
  needs('support:ask', 'POST', '/tickets', aTicket),
  needs('support:ask', 'GET', '/tickets/:ticket'),
  needs('support:ask', 'POST', '/tickets/:ticket/information', () => ({ text: 'Again.' })),
  needs('support:ask', 'POST', '/tickets/:ticket/reopening', () => ({ text: 'Not solved.' })),
  needs('support:ask', 'GET', '/known-errors'),
];

/** Routes of providers of security, of the CBSA, of the release system and of the trainer. */
const controlRoutes: readonly Request[] = [
  needs('collection:decide', 'POST', '/interest/1/waiver', () => ({ reason: 'x' })),
  needs('collection:decide', 'POST', '/accounts/:bn15/interest-reductions', () => ({
    ...{ firstDay: '2026-01-01', lastDay: '2026-01-02', reason: 'x' },
  })),
  needs('clock:move', 'PUT', '/due-date-deferrals/2026-01-30', () => ({
    until: '2026-02-10',
    reason: { en: 'x', fr: 'x' },
  })),
  needs('ledger:read', 'GET', '/ledger/trial-balance'),
  needs('security:provide', 'GET', '/provider/security-agreements'),
  needs('security:provide', 'POST', '/provider/security-agreements', () => anAgreement(importer, surety)),
  needs('security:provide', 'POST', '/provider/security-agreements/:agreement/confirm'),
  needs('security:provide', 'POST', '/provider/security-agreements/:agreement/refuse'),
  needs('security:provide', 'POST', '/provider/security-agreements/:agreement/termination', () => ({
    terminatesOn: '2025-01-01',
  })),
  needs('security:provide', 'GET', '/provider/demands'),
  needs('security:provide', 'POST', '/provider/demands/1/payment'),
  needs('security:provide', 'POST', '/provider/demands/1/rebuttal', () => ({ grounds: 'not ours' })),
  needs('security:decide', 'POST', '/accounts/:bn15/cash-security/return', () => ({ amount: '1.00' })),
  needs('security:decide', 'POST', '/accounts/:bn15/cash-security/apply'),
  needs('security:decide', 'POST', '/security-agreements/:agreement/demands'),
  needs('security:decide', 'POST', '/security-demands/1/ruling', () => ({ ruling: 'upheld' })),
  needs('release:report', 'POST', '/releases', () => aRelease(importer, aNumber(3))),
  needs('release:report', 'POST', '/releases/:number/amendment', () => ({ reason: 'wrong account' })),
  needs('account:open', 'PUT', '/registers/warehouses/0453W001', () => ({ holder: 'Warehouse Inc.' })),
  needs('account:open', 'POST', '/businesses', () => aBusiness('100000017')),
  needs('account:open', 'POST', '/business-numbers', () => ({ legalName: 'Importer Inc.' })),
  needs('account:open', 'POST', '/accounts', () => ({ bn15: '100000017RM0001' })),
  needs('account:open', 'PUT', '/accounts/:bn15/self-assessment', () => ({ option: 1 })),
  needs('b3:convert', 'POST', '/b3s', () => aB3(importer, aNumber(8))),
  needs('account:open', 'POST', '/delegations', () => ({ brokerBn9: '100000017', importerBn9: '700000011' })),
  needs('payment:deliver', 'POST', '/bank-payments', () => ({
    bankReference: 'B-1',
    channel: 'edi',
    payer: 'Importer',
    remittances: [{ account: importer, amount: '1.00' }],
  })),
  needs('payment:decide', 'POST', '/disbursements/1/return'),
  needs('collection:decide', 'GET', '/collections'),
  needs('collection:decide', 'GET', '/write-offs'),
  needs('collection:decide', 'POST', '/accounts/:bn15/write-offs', () => ({ reason: 'bankrupt' })),
  needs('collection:decide', 'POST', '/write-offs/1/approval'),
  needs('collection:decide', 'POST', '/write-offs/1/refusal'),
  needs('collection:decide', 'POST', '/write-offs/1/reversal'),
  needs('payment:decide', 'GET', '/unidentified-payments'),
  needs('payment:decide', 'POST', '/unidentified-payments/1/identification', () => ({
    programAccount: importer,
  })),
  needs('payment:decide', 'POST', '/unidentified-payments/1/return'),
  needs('payment:return', 'POST', '/payments/R0000000002/return'),
  needs('recourse:decide', 'POST', '/mass-adjustments/:mass/approve'),
  needs('recourse:decide', 'POST', '/mass-adjustments/:mass/refuse', () => ({ rationale: 'no proof' })),
  needs('recourse:decide', 'POST', '/mass-adjustments/:mass/undo'),
  needs('recourse:decide', 'POST', '/cads/:number/redeterminations', change('RC-59')),
  needs('recourse:decide', 'POST', '/cases/:case/approve'),
  needs('recourse:decide', 'POST', '/cases/:case/reject', why),
  needs('recourse:decide', 'POST', '/cases/:case/extend'),
  needs('recourse:decide', 'POST', '/cases/:case/refuse-extension', why),
  needs('recourse:decide', 'POST', '/cases/:case/decide', why),
  needs('recourse:decide', 'POST', '/drawbacks/1/approve'),
  needs('recourse:decide', 'POST', '/drawbacks/1/reject', why),
  needs('recourse:decide', 'POST', '/recalculations', () => ({ rule: {}, reason: 'Rates were down' })),
  needs('recourse:decide', 'GET', '/recalculations/RC000001'),
  needs('recourse:decide', 'POST', '/recalculations/RC000001/run'),
  needs('recourse:decide', 'POST', '/recalculations/RC000001/undo'),
  needs('penalty:issue', 'POST', '/releases/:number/extension', () => ({
    accountBy: '2025-01-01',
    reason: 'flood',
  })),
  needs('security:decide', 'POST', '/security-requests/1/decision', () => ({
    isGranted: false,
    reason: 'no',
  })),
  needs('security:decide', 'POST', '/accounts/:bn15/additional-security', () => ({
    ...{ highestMonth: '1.00', complyBy: '2025-01-03', reason: 'debts' },
  })),
  needs('penalty:issue', 'POST', '/penalties', penalty),
  needs('penalty:issue', 'POST', '/penalties/:penalty/corrective-measures', () => ({
    to: '0',
    reason: 'no',
  })),
  needs('penalty:issue', 'POST', '/penalties/:penalty/waiver', () => ({ reason: 'flood' })),
  needs('penalty:issue', 'POST', '/penalties/:penalty/redress/extension/decision', () => ({
    isGranted: true,
    reason: 'illness',
  })),
  needs('penalty:issue', 'POST', '/penalties/:penalty/redress/reasons', () => ({ reasons: 'wrong value' })),
  needs('penalty:issue', 'POST', '/penalties/:penalty/redress/decision', () => ({
    decision: 'UPHELD',
    reason: 'proven',
  })),
  needs('penalty:issue', 'POST', '/penalties/:penalty/redress/court-decision', () => ({
    decision: 'UPHELD',
    reason: 'dismissed',
  })),
  needs('support:handle', 'POST', '/ticket-entries', () => ({ ...aTicket(), source: 'phone' })),
  needs('support:handle', 'POST', '/tickets/:ticket/response', () => ({ text: 'We look.' })),
  needs('support:handle', 'POST', '/tickets/:ticket/notes', () => ({ text: 'Odd.' })),
  needs('support:handle', 'POST', '/tickets/:ticket/status', () => ({ status: 'Awaiting OGD' })),
  needs('support:handle', 'POST', '/tickets/:ticket/escalation', () => ({ to: 'operator' })),
  needs('support:handle', 'POST', '/tickets/:ticket/facts', () => ({ facts: {} })),
  needs('support:handle', 'POST', '/tickets/:ticket/resolution', () => ({ text: 'Done.', nature: 'role' })),
  needs('support:handle', 'POST', '/tickets/:ticket/links', () => ({ causedByChange: 'CHG1' })),
  needs('support:handle', 'POST', '/problems', () => ({ reference: 'P', titleEn: 'x', titleFr: 'y' })),
  needs('support:handle', 'POST', '/problems/1/closing', () => ({})),
  needs('event:read', 'GET', '/events'),
  needs('clock:move', 'POST', '/clock/advance', () => ({ to: '2024-11-05T08:00' })),
  needs('clock:move', 'PUT', '/clock', () => ({ mode: 'still' })),
  needs('clock:move', 'PUT', '/parameters/late-payment-interest-applies/2025-04-04', () => ({ value: '1' })),
  needs('clock:move', 'GET', '/partners'),
  needs('clock:move', 'GET', '/payment-delays'),
  needs('clock:move', 'PUT', '/payment-delays', () => ({ areShown: true })),
  needs('clock:move', 'PUT', '/sandbox', () => ({ requiresCertification: false, magicValues: false })),
  needs('clock:move', 'PUT', '/partners/exchange-rates', () => ({ isDown: true })),
  needs('clock:move', 'GET', '/changes'),
  needs('clock:move', 'POST', '/changes', () => ({ id: 'fixes', titleEn: 'Fixes', titleFr: 'Correctifs' })),
  needs('clock:move', 'POST', '/changes/fixes/announce'),
  needs('clock:move', 'PUT', '/broadcast', () => ({ text: { en: 'Hello', fr: 'Bonjour' } })),
  needs('clock:move', 'GET', '/defects'),
  needs('clock:move', 'PUT', '/defects/flour-permit-refused', () => ({ isIn: true })),
];

const send = (token: string, { method, path, body }: Request) => {
  const own = path
    .replace(':bn15', importer)
    .replace(':number', aNumber(1))
    .replace(':draft', `${importer}-D000001`)
    .replace(':case', `${aNumber(1)}-001`)
    .replace(':agreement', '1')
    .replace(':mass', 'MA000001')
    .replace(':penalty', penaltyId)
    .replace(':ticket', 'T0000001');
  const headers = { 'if-match': '"2"' };
  return ask(method, `/api/v1${own}`, { token, headers, ...(body === undefined ? {} : { body: body() }) });
};

describe('without the right', () => {
  it.each(partnerRoutes)('$right, its own account or not: $method $path is forbidden', async (request) => {
    const others = partnerRights.filter((right) => right !== request.right);
    expectProblem(await send(await aToken(environment, importer, others), request), 403, 'FORBIDDEN');
  });

  it.each(controlRoutes)('$right, which no partner has: $method $path is forbidden', async (request) => {
    expectProblem(await send(await aToken(environment, importer), request), 403, 'FORBIDDEN');
    const others = allRights.filter((right) => right !== request.right);
    const trainer = { name: `all but ${request.right}`, kind: 'control' as const, scopes: others };
    expectProblem(await send(await issueToken(environment, trainer), request), 403, 'FORBIDDEN');
    expect(environment.clock.now()).toBe('2024-11-04T08:00:00-05:00');
  });
});

describe('with the right', () => {
  it.each(partnerRoutes.filter(({ method }) => method === 'GET'))(
    '$right alone: $method $path is answered',
    async (request) => {
      const reply = await send(await aToken(environment, importer, [request.right]), request);
      // No statement is issued and no certificate earned yet.
      const missing = request.path.endsWith('/latest')
        ? 404
        : request.path.endsWith('/certificate')
          ? 422
          : 200;
      expect(reply.status, reply.text).toBe(missing);
    },
  );

  it.each(partnerRoutes.filter(({ path }) => /:|R0/.test(path)))(
    '$right, of another business: $method $path is forbidden',
    async (request) => {
      const other = `${businessNumberFrom('70000009')}RM0001`;
      expectProblem(await send(await aToken(environment, other), request), 403, 'FORBIDDEN');
    },
  );
});

describe('every route', () => {
  it('is in this matrix, but for reading the clock', async () => {
    const { body } = await ask('GET', '/openapi.json');
    const paths = body.paths as Record<string, Record<string, unknown>>;
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    const shapes = [...partnerRoutes, ...controlRoutes].map(
      ({ method, path }) => [method, path.split('?')[0]!.split('/').slice(1)] as const,
    );
    const isTested = (route: string) => {
      const [method, path] = route.split(' ') as [string, string];
      const parts = path.split('/').slice(1);
      return shapes.some(
        ([m, own]) =>
          m === method &&
          own.length === parts.length &&
          parts.every((part, i) => part === own[i] || part.startsWith('{')),
      );
    };
    expect(served.filter((route) => !isTested(route))).toEqual(['GET /clock']);
  });
});

describe('a broker', () => {
  const broker = businessNumberFrom('80000001');
  const read = async () =>
    send(await aToken(environment, `${broker}RM0001`), needs('cad:read', 'GET', '/cads/:number'));

  it('sees a client’s declarations from the first to the last day of its authority', async () => {
    await environment.store.inTransaction((tx) =>
      insertBusiness(tx, {
        bn9: broker,
        legalName: 'Broker (fictitious)',
        kind: 'broker',
        language: 'fr',
        province: 'QC',
      }),
    );
    expect((await read()).status).toBe(403);
    const importerBn9 = importer.slice(0, 9);
    const give = (validFrom: string, validTo: string | null) =>
      environment.store.inTransaction((tx) =>
        insertDelegation(tx, { brokerBn9: broker, importerBn9, validFrom, validTo }),
      );
    await give('2024-10-01', '2024-11-03');
    await give('2024-11-05', null);
    expect((await read()).status).toBe(403);
    await give('2024-11-04', '2024-11-04');
    expect((await read()).status).toBe(200);
    const list = await send(await aToken(environment, `${broker}RM0001`), needs('cad:read', 'GET', '/cads'));
    expect((list.body.items as unknown[]).length).toBe(1);
  });
});

it('a token asked for again with other rights has the rights asked for', async () => {
  const holder = { name: 'clerk', kind: 'partner' as const, bn9: importer.slice(0, 9) };
  await issueToken(environment, { ...holder, scopes: ['cad:read', 'account:read'] });
  const narrower = await issueToken(environment, { ...holder, scopes: ['account:read'] });
  expectProblem(await send(narrower, needs('cad:read', 'GET', '/cads/:number')), 403, 'FORBIDDEN');
});
