import { newestStatements } from '../billing/store.ts';
import type { DueWork } from '../clock/due-work.ts';
import { nextDaily } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import { chart } from '../ledger/chart.ts';
import { accountsWithCredit, openItemsOf } from '../ledger/open-items.ts';
import { answers } from '../partners/ask-partner.ts';
import { debitAgreementsOf } from '../payments/debit-store.ts';
import { postTransit } from '../payments/take-payment.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { freeCredit, orderDisbursement } from './order.ts';
import { type Disbursement, disbursementsDue, settleDisbursement } from './store.ts';

const perSlice = 40;

/** Credits that nobody asked for are found once a month. Source: CBSA, accounts receivable ledger (from the 16th). */
const automatic: DueWork = {
  kind: 'disbursements-found',
  nextAfter: (instant) => {
    const thisMonth = instant.with({ day: 16 }).withPlainTime('06:30');
    return Temporal.ZonedDateTime.compare(thisMonth, instant) > 0 ? thisMonth : thisMonth.add({ months: 1 });
  },
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const { reference } = await tariffOf(ctx.store);
    const accounts = await accountsWithCredit(tx, resumeAfter, perSlice);
    let units = 0;
    for (const each of accounts) if (await disburseCredit(tx, ctx, each, reference)) units += 1;
    return accounts.length < perSlice ? { units } : { units, resumeAfter: accounts.at(-1)! };
  },
};

/** What was ordered is paid when its day has come, and the bank takes it. Time of day: A-57. */
const payment: DueWork = {
  kind: 'disbursements-paid',
  nextAfter: (instant) => nextDaily(instant, '07:00'),
  runSlice: async (tx, ctx, { resumeAfter }) => {
    const page = { after: Number(resumeAfter), limit: perSlice };
    const due = await disbursementsDue(tx, ctx.clock.today(), page);
    let units = 0;
    for (const each of due) if (await pay(tx, ctx, each)) units += 1;
    return due.length < perSlice ? { units } : { units, resumeAfter: String(due.at(-1)!.id) };
  },
};

export const disbursementWork: readonly DueWork[] = [automatic, payment];

/**
 * Pay out a credit that is large, or that the last two statements both showed, where no debt is present: by deposit
 * into the account that is debited for the business, else by cheque.
 *
 * Source: CBSA, offsetting (threshold of $1,000.00, or two consecutive months).
 */
async function disburseCredit(
  tx: Tx,
  ctx: Context,
  programAccount: string,
  reference: ReferenceData,
): Promise<boolean> {
  const today = ctx.clock.today();
  const parameter = (name: string) => reference.parameter(name, today).value;
  const items = await openItemsOf(tx, programAccount);
  const { credit, due } = freeCredit(items, today, parameter('disbursement-debt-days').toNumber());
  const isWorthIt = credit > parameter('small-balance').times(100).toNumber();
  if (due > 0 || !isWorthIt) return false;
  const isLarge = credit >= parameter('disbursement-threshold').times(100).toNumber();
  if (!isLarge && !(await wasInCreditTwice(tx, programAccount))) return false;
  const agreement = (await debitAgreementsOf(tx, programAccount)).find((each) => each.cancelledOn === null);
  const order = {
    programAccount,
    amountCents: credit,
    reason: 'AUTOMATIC',
    method: agreement === undefined ? 'CHEQUE' : 'DIRECT_DEPOSIT',
    institution: agreement?.institution ?? null,
    transit: agreement?.transit ?? null,
    accountNumber: agreement?.accountNumber ?? null,
  } as const;
  await orderDisbursement(tx, ctx, order, reference);
  return true;
}

async function wasInCreditTwice(tx: Tx, programAccount: string): Promise<boolean> {
  const last = await newestStatements(tx, programAccount, 2);
  return last.length === 2 && last.every((statement) => statement.payableCents < 0);
}

async function pay(tx: Tx, ctx: Context, disbursement: Disbursement): Promise<boolean> {
  const { id, programAccount, amountCents, method } = disbursement;
  const isDeposit = method === 'DIRECT_DEPOSIT';
  if (isDeposit && !(await answers(ctx, tx, 'banks', `disbursement ${id}`))) return false;
  const today = ctx.clock.today();
  const entry = { programAccount, reference: `disbursement ${id}`, valueOn: today };
  const documentId = await postTransit(tx, ctx, entry, [
    { glAccount: chart.disbursements, amountCents },
    { glAccount: bankOf(disbursement), amountCents: -amountCents },
  ]);
  await settleDisbursement(tx, disbursement, { status: 'PAID', settledOn: today });
  await record(tx, ctx, {
    action: 'disbursement.paid',
    subject: String(id),
    onBehalfOf: programAccount,
    detail: { amountCents, method, documentId },
  });
  return true;
}

/** The bank clearing account that a disbursement leaves by, and comes back to. */
export function bankOf({ method }: Disbursement): string {
  return method === 'CHEQUE' ? chart.bank.cheque : chart.bank.directDeposit;
}
