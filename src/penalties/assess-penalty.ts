import { bn9Of } from '../accounts/identifiers.ts';
import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import type { Cents } from '../money.ts';
import { record } from '../storage/events.ts';
import type { Level } from './contraventions.ts';
import { insertPenalty, type Penalty, type PenaltyKind, receivableOf } from './store.ts';

/** A penalty decided on, before it is in the ledger. */
export interface DecidedPenalty {
  kind: PenaltyKind;
  contravention: string;
  programAccount: string;
  subject: string;
  level: Level;
  contraventions: number;
  amountCents: Cents;
  committedOn: string;
  dueOn: string;
  /** The last day on which it is paid without interest. Assumption A-36: interest runs from the day after. */
  interestFrom: string;
  reason?: string;
}

/**
 * Serve a penalty: debit the client, keep the penalty, tell the journal.
 *
 * Law: Customs Act ss. 109.3 (notice), 109.4 (payable). Assumption A-32: the portal delivers a notice on its day.
 */
export async function assessPenalty(tx: Tx, ctx: Context, decided: DecidedPenalty): Promise<Penalty> {
  const { amountCents, dueOn, interestFrom, ...facts } = decided;
  const documentId = await postPenalty(tx, ctx, decided);
  const penalty: Penalty = {
    ...facts,
    id: `${decided.kind}${String(documentId).padStart(10, '0')}`,
    bn9: bn9Of(decided.programAccount),
    assessedCents: amountCents,
    owedCents: amountCents,
    servedOn: ctx.clock.today(),
    issuedBy: ctx.actor.id,
    reason: decided.reason ?? null,
    status: 'STANDS',
    documentId,
  };
  await insertPenalty(tx, penalty);
  await record(tx, ctx, {
    action: 'penalty.assessed',
    subject: penalty.id,
    onBehalfOf: penalty.programAccount,
    detail: {
      contravention: penalty.contravention,
      level: penalty.level,
      about: penalty.subject,
      totalCents: amountCents,
      documentId,
    },
  });
  return penalty;
}

/** Debit the receivable of the kind of penalty; credit the revenue of penalties. */
export async function postPenalty(
  tx: Tx,
  ctx: Context,
  penalty: Pick<
    DecidedPenalty,
    'kind' | 'programAccount' | 'subject' | 'amountCents' | 'dueOn' | 'interestFrom'
  >,
): Promise<number> {
  const { kind, programAccount, subject, amountCents, dueOn, interestFrom } = penalty;
  const today = ctx.clock.today();
  const clientAccount = receivableOf[kind];
  return appendJournal(tx, {
    document: {
      code: kind,
      programAccount,
      clientAccount,
      reference: subject,
      amountCents,
      effectiveOn: today,
      postedOn: today,
      dueOn,
      interestFrom,
      periodEnd: null,
    },
    postings: [
      { glAccount: clientAccount, amountCents },
      { glAccount: chart.revenue.penalties, amountCents: -amountCents },
    ],
    isOpenItem: true,
  });
}
