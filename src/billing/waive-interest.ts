import { requireScope } from '../accounts/rights.ts';
import { releasePaid } from '../cad/release-paid.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { clearAccount, clearAgainst } from '../ledger/clear.ts';
import { paidOn } from '../ledger/clearings.ts';
import { documentsReversing, findDocument } from '../ledger/documents.ts';
import { atOnce, type Document } from '../ledger/tables.ts';
import { type Cents, sum, toWire } from '../money.ts';
import { postRefundInterest } from '../recourse/refund-interest.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';

/** More is waived than was charged and not waived before. */
export class WaiverTooLarge extends DomainError {
  readonly kind = 'refused';
  readonly code = 'WAIVER_TOO_LARGE';

  constructor(documentId: number, left: Cents) {
    super(
      {
        en: `Of the interest in document ${documentId}, $${toWire(left)} is left to waive`,
        fr: `Des intérêts du document ${documentId}, il reste ${toWire(left)} $ auxquels renoncer`,
      },
      { left: toWire(left) },
    );
  }
}

export interface InterestWaiver {
  documentId: number;
  /** Cents; all that is left where it is not told. */
  amountCents?: Cents | undefined;
  reason: string;
}

/**
 * Waive interest that was charged, wholly or in part: what is unpaid of it is cleared, what was paid becomes a credit and
 * bears interest at the prescribed rate from the day after its payment.
 *
 * @returns the document that takes it back
 * @throws NotFound where the document is no interest, WaiverTooLarge
 *
 * Law: Customs Act s. 3.3(1), (2).
 */
export async function waiveInterest(ctx: Context, waiver: InterestWaiver): Promise<number> {
  requireScope(ctx, 'collection:decide');
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const charged = await interestDocument(tx, waiver.documentId);
    const { programAccount } = charged;
    const before = await documentsReversing(tx, charged.id);
    const left = charged.amountCents + sum(before.map((each) => each.amountCents));
    const amountCents = waiver.amountCents ?? left;
    if (amountCents < 1 || amountCents > left) throw new WaiverTooLarge(charged.id, left);
    const paid = await paidOn(tx, [charged.id]);
    const documentId = await post(tx, ctx, charged, amountCents);
    const unpaid = await clearAgainst(tx, ctx, { programAccount, debit: charged.id, credit: documentId });
    await releasePaid(tx, ctx, await clearAccount(tx, ctx, programAccount));
    await record(tx, ctx, {
      action: 'interest.waived',
      subject: programAccount,
      onBehalfOf: programAccount,
      detail: { totalCents: -amountCents, documentId, waived: charged.id, reason: waiver.reason },
    });
    if (paid !== undefined) {
      const refund = { amountCents: amountCents - unpaid, interestFrom: dayAfter(paid) };
      const whose = { programAccount, transactionNumber: charged.reference };
      await postRefundInterest(tx, ctx, { ...whose, ...refund }, reference);
    }
    return documentId;
  });
}

async function interestDocument(tx: Tx, id: number): Promise<Document> {
  const found = await findDocument(tx, id);
  if (found?.code !== 'INT') throw new NotFound({ en: 'Interest', fr: 'Le document d’intérêts' }, String(id));
  return found;
}

function post(tx: Tx, ctx: Context, charged: Document, amountCents: Cents): Promise<number> {
  const today = ctx.clock.today();
  return appendJournal(tx, {
    document: {
      code: 'REV',
      programAccount: charged.programAccount,
      clientAccount: chart.receivable.interest,
      reference: charged.reference,
      amountCents: -amountCents,
      ...atOnce(today),
      dueOn: charged.dueOn,
      interestFrom: charged.interestFrom,
      reverses: charged.id,
    },
    postings: [
      { glAccount: chart.waiver, amountCents },
      { glAccount: chart.receivable.interest, amountCents: -amountCents },
    ],
    isOpenItem: true,
  });
}
