import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';

/** Prepared by `carm load`: what the journeys act with. */
export interface Pool {
  token: string;
  /** Declarations of released goods, each to be submitted once. */
  cads: { transactionNumber: string; importer: string }[];
  /** Declarations already accepted, to look up. */
  accepted: string[];
  /** Accounts that have a statement. */
  accounts: string[];
  /** Accounts for which to pay. */
  payers: string[];
}

export const pool = JSON.parse(open(__ENV.POOL!)) as Pool;

const base = `${__ENV.BASE_URL}/api/v1`;
const headers = {
  authorization: `Bearer ${pool.token}`,
  'content-type': 'application/json',
  ...(__ENV.ENVIRONMENT ? { 'carm-environment': __ENV.ENVIRONMENT } : {}),
};

/** A request of class 1: its response time is what the requirement is about. */
function tags(name: string) {
  return { headers, tags: { name, service_class: '1' } };
}

/** Account for released goods. The answer must be assessed: its lines add up to its total. */
export function submit(): void {
  const cad = pool.cads[exec.scenario.iterationInTest];
  if (cad === undefined) {
    exec.test.abort('the pool of declarations is used up; prepare a larger one');
    return;
  }
  const reply = http.post(`${base}/cads`, JSON.stringify(cad), tags('submit'));
  check(reply, {
    'accepted and assessed': (r) => r.status === 201 && r.json('transactionNumber') === cad.transactionNumber,
    'its lines add up to its total': (r) => {
      const lines = r.json('lines') as unknown as { calculated: { total: string } }[];
      const sum = lines.reduce((total, line) => total + Math.round(Number(line.calculated.total) * 100), 0);
      return sum === Math.round(Number(r.json('total')) * 100);
    },
  });
}

export function lookUp(): void {
  const number = pool.accepted[exec.scenario.iterationInTest % pool.accepted.length];
  const reply = http.get(`${base}/cads/${number}`, tags('look up'));
  check(reply, { 'the declaration asked for': (r) => r.json('transactionNumber') === number });
}

/** The 25th: statements are out and everybody looks. */
export function readStatement(): void {
  const account = pool.accounts[exec.scenario.iterationInTest % pool.accounts.length];
  const reply = http.get(`${base}/accounts/${account}/statements/latest`, tags('statement'));
  check(reply, { 'the statement adds up': (r) => r.json('closingBalance') === r.json('sumOfEntries') });
}

export function pay(): void {
  const programAccount = pool.payers[exec.scenario.iterationInTest % pool.payers.length];
  const body = JSON.stringify({ programAccount, channel: 'online-banking', amount: '1.00' });
  const reply = http.post(`${base}/payments`, body, tags('pay'));
  check(reply, { 'a receipt for what was paid': (r) => r.status === 201 && r.json('amount') === '1.00' });
}
