import assert from 'node:assert/strict';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { businessNumberFrom } from '../../src/accounts/identifiers.ts';
import { providerRights } from '../../src/accounts/rights.ts';
import { findAccount, insertBusiness } from '../../src/accounts/store.ts';
import { submitCad } from '../../src/cad/submit.ts';
import type { Context } from '../../src/context.ts';
import { type Cents, fromWire, toWire } from '../../src/money.ts';
import { depositCashSecurity } from '../../src/payments/deposit-cash.ts';
import { demandAdditional } from '../../src/security/additional-security.ts';
import { confirmAgreement } from '../../src/security/answer-agreement.ts';
import { payDemand } from '../../src/security/answer-demand.ts';
import { applyCashSecurity } from '../../src/security/apply-cash.ts';
import { demandPayment } from '../../src/security/demand-payment.ts';
import { enrolInRpp } from '../../src/security/enrol.ts';
import { enterAgreement, enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { giveTerminationNotice } from '../../src/security/give-notice.ts';
import type { SecurityRequest } from '../../src/security/request-store.ts';
import { decideRequest, requestReduction } from '../../src/security/requests.ts';
import { requirementFrom } from '../../src/security/rules.ts';
import { type Agreement, cashHeld, type Demand, findEnrolment } from '../../src/security/store.ts';
import { termsOn } from '../../src/security/terms.ts';
import type { AgreementInput } from '../../src/security/types.ts';
import { eventsInOrder } from '../../src/storage/events.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & {
  provider?: string;
  agreement?: Agreement;
  demand?: Demand;
  reduction?: SecurityRequest;
};

/** $8,000.00 and 8 000,00 $, in cents. */
defineParameterType({
  name: 'amount',
  regexp: /\$[\d,]+\.\d{2}/,
  transformer: (text) => fromWire(text.replaceAll(/[$,]/g, '')),
});

/** What the provider does through its own credential. */
function asProvider(carm: W): Context {
  const actor = { id: 'provider', name: 'provider', kind: 'partner', channel: 'API' } as const;
  return carm.environment.as({ ...actor, bn9: carm.provider!, scopes: new Set(providerRights) });
}

function agreement(carm: W, name: string, amount: Cents): AgreementInput {
  return {
    programAccount: carm.accountOf(name),
    program: 'importation',
    provider: carm.provider!,
    agreementNumber: 'B-1',
    authority: 'Customs Act s. 3.4',
    amount: toWire(amount),
    validFrom: carm.environment.clock.today(),
  };
}

async function newSurety(this: W, legalName: string): Promise<void> {
  this.provider = businessNumberFrom('90000001');
  const facts = { bn9: this.provider, legalName, kind: 'surety', language: 'fr', province: 'QC' } as const;
  await this.environment.store.inTransaction((tx) => insertBusiness(tx, facts));
}
Given('surety {word}', newSurety);
Given('la caution nommée {word}', newSurety);

async function notEnrolled(this: W, name: string): Promise<void> {
  await this.openAccount(name, { hasRpp: false });
}
Given('l’importatrice {word} sans mainlevée avant paiement', notEnrolled);

async function _itIs(this: W, date: string): Promise<void> {
  await this.today(date);
}

async function enrols(this: W, name: string, estimate: Cents): Promise<void> {
  const input = { estimatedMonth: toWire(estimate) };
  await this.attempt(async () => void (await enrolInRpp(this.as(name), this.accountOf(name), input)));
}
When('{word} enrols and expects a highest month of {amount}', enrols);
When('{word} s’inscrit et prévoit un mois le plus élevé de {montant}', enrols);

async function depositsCash(this: W, name: string, amount: Cents): Promise<void> {
  const deposit = { channel: 'edi', amount: toWire(amount) } as const;
  await depositCashSecurity(this.as(name), this.accountOf(name), deposit);
}
When('{word} deposits {amount} as security', depositsCash);
When('{word} dépose {montant} en garantie', depositsCash);

const depositWays = {
  'carte de crédit': 'credit-card',
  'voie bancaire': 'online-banking',
  chèque: 'cheque',
} as const;

for (const [words, channel] of Object.entries(depositWays)) {
  When(
    `(que ){word} dépose {montant} en garantie par ${words}`,
    async function (this: W, name: string, amount: Cents) {
      const deposit = { channel, amount: toWire(amount) };
      await this.attempt(
        async () => void (await depositCashSecurity(this.as(name), this.accountOf(name), deposit)),
      );
    },
  );
}

Then('rien n’est refusé', function (this: W) {
  assert.equal(this.refusal, undefined);
});

async function entersAgreement(this: W, name: string, amount: Cents): Promise<void> {
  this.agreement = await enterAgreement(this.as(name), agreement(this, name, amount));
}
When('{word} inscrit une convention de {montant}', entersAgreement);

async function confirms(this: W): Promise<void> {
  this.agreement = await confirmAgreement(asProvider(this), this.agreement!.id);
}
When('la caution confirme la convention', confirms);

async function givesSecurity(this: W, amount: Cents, name: string): Promise<void> {
  this.agreement = await enterAgreementAsProvider(asProvider(this), agreement(this, name, amount));
}
When('the surety enters an agreement of {amount} for {word}', givesSecurity);
When('la caution inscrit une convention de {montant} pour {word}', givesSecurity);

When('the surety gives notice of termination on {word}', async function (this: W, date: string) {
  await this.attempt(async () => {
    this.agreement = await giveTerminationNotice(asProvider(this), this.agreement!.id, date);
  });
});

async function accountsFor(this: W, name: string, value: Cents): Promise<void> {
  const number = await this.release(name);
  const change = { valueForCurrencyConversion: toWire(value) };
  await submitCad(this.as(name), this.declaration(name, number, change));
}
When('{word} déclare des marchandises dédouanées d’une valeur de {montant}', accountsFor);

When('the agency applies the cash security of {word}', async function (this: W, name: string) {
  await this.attempt(async () => void (await applyCashSecurity(this.system, this.accountOf(name) as string)));
});

async function demands(this: W): Promise<void> {
  this.demand = await demandPayment(this.system, this.agreement!.id);
}
When('l’agence réclame le paiement à la caution', demands);

async function pays(this: W): Promise<void> {
  this.demand = await payDemand(asProvider(this), this.demand!.id);
}
When('la caution paie', pays);

When('{word} demande de ne garantir que {montant}', async function (this: W, name: string, month: Cents) {
  const asked = { highestMonth: toWire(month), rationale: 'Le contrat a pris fin.' };
  this.reduction = await requestReduction(this.as(name), this.accountOf(name), asked);
});

When('un agent accorde la réduction', async function (this: W) {
  await decideRequest(this.system, this.reduction!.id, { isGranted: true, reason: 'Justifiée.' });
});

When(
  'l’agence exige de {word} qu’elle garantisse {montant} au plus tard le {word}',
  async function (this: W, name: string, month: Cents, complyBy: string) {
    const notice = { highestMonth: toWire(month), complyBy, reason: 'Des dettes ailleurs.' };
    await demandAdditional(this.system, this.accountOf(name), notice);
  },
);

Then(
  'an agreement of {amount} or {amount} in cash is required of {word}',
  async function (this: W, bondCents: Cents, cashCents: Cents, name: string) {
    const { highestMonthCents } = (await findEnrolment(this.environment.store.read, this.accountOf(name)))!;
    const terms = await termsOn(this.system, this.environment.clock.today());
    const required = requirementFrom(highestMonthCents, terms);
    assert.deepEqual(required, { highestMonthCents, bondCents, cashCents });
  },
);

async function indicatorOf(carm: W, name: string): Promise<boolean | undefined> {
  return (await findAccount(carm.environment.store.read, carm.accountOf(name)))?.hasRpp;
}

async function hasIndicator(this: W, name: string): Promise<void> {
  assert.equal(await indicatorOf(this, name), true);
}
Then('goods of {word} may be released before payment', hasIndicator);
Then('les marchandises de {word} peuvent être dédouanées avant paiement', hasIndicator);

async function hasNoIndicator(this: W, name: string): Promise<void> {
  assert.equal(await indicatorOf(this, name), false);
}
Then('goods of {word} may not be released before payment', hasNoIndicator);
Then('les marchandises de {word} ne peuvent pas être dédouanées avant paiement', hasNoIndicator);

Then('{word} has {amount} in trust', async function (this: W, name: string, amount: Cents) {
  assert.equal(await cashHeld(this.environment.store.read, this.accountOf(name)), amount);
});

Then('la demande est de {montant}', function (this: W, amount: Cents) {
  assert.equal(this.demand?.amountCents, amount);
});

Then('la caution a jusqu’au {word} pour répondre', function (this: W, date: string) {
  assert.equal(this.demand?.answerBy, date);
});

/** When the account was told to give more, and by when. */
async function noticesTo(carm: W, name: string): Promise<string[]> {
  const notices: string[] = [];
  for await (const { action, subject, detail } of eventsInOrder(carm.environment.store.read)) {
    const isNotice = action === 'security.requirement-notice' && subject === carm.accountOf(name);
    if (isNotice) notices.push(JSON.parse(detail).complyBy);
  }
  return notices;
}

Then('{word} is told to comply by {word}', async function (this: W, name: string, date: string) {
  assert.deepEqual(await noticesTo(this, name), [date]);
});

Then('{word} is told nothing of the review', async function (this: W, name: string) {
  assert.deepEqual(await noticesTo(this, name), []);
});
