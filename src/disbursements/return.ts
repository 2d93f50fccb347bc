import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { nothingDue } from '../ledger/tables.ts';
import { record } from '../storage/events.ts';
import { bankOf } from './due-work.ts';
import { type Disbursement, findDisbursement, settleDisbursement } from './store.ts';

/** Only what was paid comes back, and once. */
export class NotPaidOut extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'NOT_PAID_OUT';

  constructor({ id, status, paysOn }: Disbursement) {
    super(
      {
        en: `Disbursement ${id} is ${status}; only one that was paid comes back (this one: from ${paysOn})`,
        fr: `Le décaissement ${id} est ${status}; seul un versement fait peut revenir (celui-ci : à partir du ${paysOn})`,
      },
      { id, state: status },
    );
  }
}

/** A cheque or deposit that comes back is a credit of the account again. */
export async function returnDisbursement(ctx: Context, id: number): Promise<Disbursement> {
  requireScope(ctx, 'payment:decide');
  return ctx.store.inTransaction(async (tx) => {
    const disbursement = await findDisbursement(tx, id);
    if (disbursement === undefined)
      throw new NotFound({ en: 'Disbursement', fr: 'Le décaissement' }, String(id));
    if (disbursement.status !== 'PAID') throw new NotPaidOut(disbursement);
    const { programAccount, amountCents } = disbursement;
    const today = ctx.clock.today();
    const documentId = await appendJournal(tx, {
      document: {
        code: 'REV',
        programAccount,
        clientAccount: chart.unappliedCredit,
        reference: `disbursement ${id}`,
        amountCents: -amountCents,
        ...nothingDue(today),
        reverses: disbursement.documentId,
      },
      postings: [
        { glAccount: bankOf(disbursement), amountCents },
        { glAccount: chart.unappliedCredit, amountCents: -amountCents },
      ],
      isOpenItem: true,
    });
    await record(tx, ctx, {
      action: 'disbursement.returned',
      subject: String(id),
      onBehalfOf: programAccount,
      detail: { totalCents: -amountCents, documentId },
    });
    return settleDisbursement(tx, disbursement, { status: 'RETURNED', settledOn: today });
  });
}
