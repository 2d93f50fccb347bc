import { bn9Of } from '../accounts/identifiers.ts';
import { findAccount, findBusiness } from '../accounts/store.ts';
import { latestStatement } from '../billing/store.ts';
import { findCad } from '../cad/store.ts';
import type { Reader } from '../context.ts';
import { toWire } from '../money.ts';
import { newestPayments } from '../payments/store.ts';

/** What a client and the CBSA alone know. */
export interface SharedSecrets {
  program: string;
  legalName: string;
  address: string;
  transactionNumber?: string | undefined;
  transactionTotal?: string | undefined;
  lastPayment?: string | undefined;
  statementBalance?: string | undefined;
}

/** Whether name and address are as the CBSA has them, and two of the three answers right. */
export async function agrees(on: Reader, input: SharedSecrets): Promise<boolean> {
  const business = await findBusiness(on, bn9Of(input.program));
  const account = await findAccount(on, input.program);
  if (business === undefined || account === undefined || business.address === '') return false;
  if (business.legalName !== input.legalName || business.address !== input.address) return false;
  const cad = input.transactionNumber === undefined ? undefined : await findCad(on, input.transactionNumber);
  const [payment] = await newestPayments(on, input.program, 1);
  const statement = await latestStatement(on, input.program);
  const answers = [
    cad?.importerBn15 === input.program && isAmount(cad.totalCents, input.transactionTotal),
    payment !== undefined && isAmount(payment.amountCents, input.lastPayment),
    statement !== undefined && isAmount(statement.closingCents, input.statementBalance),
  ];
  return answers.filter((answer) => answer).length >= 2;
}

function isAmount(cents: number, given: string | undefined): boolean {
  return given !== undefined && toWire(cents) === withCents(given);
}

function withCents(amount: string): string {
  const [dollars, cents = ''] = amount.split('.');
  return `${dollars}.${cents.padEnd(2, '0')}`;
}
