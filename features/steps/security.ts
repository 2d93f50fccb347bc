import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { businessNumberFrom } from '../../src/accounts/identifiers.ts';
import { providerRights } from '../../src/accounts/rights.ts';
import { findAccount, insertBusiness } from '../../src/accounts/store.ts';
import { fromWire, toWire } from '../../src/money.ts';
import { confirmAgreement } from '../../src/security/answer-agreement.ts';
import { payDemand } from '../../src/security/answer-demand.ts';
import { applyCashSecurity } from '../../src/security/apply-cash.ts';
import { demandPayment } from '../../src/security/demand-payment.ts';
import { depositCashSecurity } from '../../src/security/deposit-cash.ts';
import { enrolInRpp } from '../../src/security/enrol.ts';
import { enterAgreement, enterAgreementAsProvider } from '../../src/security/enter-agreement.ts';
import { giveTerminationNotice } from '../../src/security/give-notice.ts';
import { requirementFrom } from '../../src/security/rules.ts';
import { cashHeld, findEnrolment } from '../../src/security/store.ts';
import { termsOn } from '../../src/security/terms.ts';
import { eventsInOrder } from '../../src/storage/events.ts';
import type { SimulatedCarm } from './world.ts';

type W = SimulatedCarm & { provider?: string; agreement?: number; demand?: { id: number; amountCents: number } };

const plain = (amount: string) => amount.replaceAll(/[,\s\u00a0]/g, '').replace(/^(\d+)$/, '$1.00');

/** What the French scenarios write as 8 000,00 is 8000.00 here. */
const inDollars = (amount: string) => amount.replaceAll(/[\s\u00a0]/g, '').replace(',', '.');

Given('provider {word} of security', async function (this: W, name: string) {
  this.provider = businessNumberFrom('90000001');
  await this.environment.store.inTransaction((tx) =>
    insertBusiness(tx, {
      bn9: this.provider!,
      legalName: name,
      kind: 'surety',
      language: 'en',
      province: 'ON',
    }),
  );
});
