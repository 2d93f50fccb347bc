import { addBusinessDays } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { clearable, pairUp, postPairs } from '../ledger/clear.ts';
import { dueAndCredit, openItemsOf } from '../ledger/open-items.ts';
import { nothingDue, type OpenItem } from '../ledger/tables.ts';
import { type Cents, toWire } from '../money.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';
import { type Disbursement, insertDisbursement } from './store.ts';

/** No credit is paid out while debt is present. */
export class DebtPresent extends DomainError {
  readonly kind = 'refused';
  readonly code = 'DEBT_PRESENT';

  constructor(due: Cents, by: string) {
    super(
      {
        en: `$${toWire(due)} fall due by ${by}; the credit stays to meet it`,
        fr: `${toWire(due)} $ échoient d’ici le ${by}; le crédit reste pour y servir`,
      },
      { due: toWire(due), by },
    );
  }
}

/** No more is paid out than there is. */
export class CreditTooSmall extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CREDIT_TOO_SMALL';

  constructor(credit: Cents) {
    super(
      {
        en: `The account has a credit of $${toWire(credit)}; ask for that or less`,
        fr: `Le compte a un crédit de ${toWire(credit)} $; demandez ce montant ou moins`,
      },
      { credit: toWire(credit) },
    );
  }
}

/** What an account has in credit, and what it owes soon: money is paid out where the second is nothing. */
export function freeCredit(
  items: readonly OpenItem[],
  today: string,
  debtDays: number,
): { credit: Cents; due: Cents; by: string } {
  const by = Temporal.PlainDate.from(today).add({ days: debtDays }).toString();
  return { ...dueAndCredit(items, by), by };
}

export type Order = Pick<
  Disbursement,
  'programAccount' | 'amountCents' | 'reason' | 'method' | 'institution' | 'transit' | 'accountNumber'
>;

/**
 * Order a disbursement: the credit leaves the account today, the money some weeks later.
 *
 * Source: CBSA, offsetting (lead time); chart of accounts, posting rules (1200, 2100, bank).
 */
export async function orderDisbursement(
  tx: Tx,
  ctx: Context,
  order: Order,
  reference: ReferenceData,
): Promise<Disbursement> {
  const { programAccount, amountCents, reason, method } = order;
  const today = ctx.clock.today();
  const leadDays = reference.parameter('disbursement-lead-days', today).value.toNumber();
  const documentId = await appendJournal(tx, {
    document: {
      code: 'DSB',
      programAccount,
      clientAccount: chart.unappliedCredit,
      reference: method,
      amountCents,
      ...nothingDue(today),
    },
    postings: [
      { glAccount: chart.unappliedCredit, amountCents },
      { glAccount: chart.disbursements, amountCents: -amountCents },
    ],
    isOpenItem: true,
  });
  await takeCredits(tx, ctx, programAccount, documentId);
  const paysOn = addBusinessDays(Temporal.PlainDate.from(today), leadDays, reference.holidays).toString();
  const ordered = await insertDisbursement(tx, {
    ...order,
    status: 'ORDERED',
    orderedOn: today,
    paysOn,
    settledOn: null,
    documentId,
  });
  await record(tx, ctx, {
    action: 'disbursement.ordered',
    subject: String(ordered.id),
    onBehalfOf: programAccount,
    detail: { totalCents: amountCents, documentId, reason, method, paysOn },
  });
  return ordered;
}

async function takeCredits(tx: Tx, ctx: Context, programAccount: string, documentId: number): Promise<void> {
  const items = await openItemsOf(tx, programAccount);
  const debits = items.filter((item) => item.documentId === documentId);
  const { credits } = clearable(items, ctx.clock.today());
  await postPairs(tx, ctx, programAccount, pairUp(debits, credits));
}
