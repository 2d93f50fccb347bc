import type { AssessedCad } from '../cad/types.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { appendJournal } from '../ledger/append-journal.ts';
import { chart } from '../ledger/chart.ts';
import { dutyPostings } from '../ledger/duty-postings.ts';
import { atOnce } from '../ledger/tables.ts';
import type { Cents } from '../money.ts';
import { exportedOf, tell } from './drawback.ts';
import { type Drawback, drawbackOf, moreThan, notMoreThan, totalOf } from './drawback-rules.ts';
import {
  type DrawbackClaim,
  type DrawbackLine,
  givenOn,
  setDrawback,
  updateClaim,
} from './drawback-store.ts';

/** Post what a claim gives; what it gives less than before is owed back at once. */
export async function postDrawback(
  tx: Tx,
  ctx: Context,
  { id, claimant }: DrawbackClaim,
  given: Drawback,
): Promise<number> {
  const today = ctx.clock.today();
  const amountCents = -totalOf(given);
  const isOwedBack = amountCents > 0;
  const clientAccount = isOwedBack ? chart.receivable.duties : chart.unappliedCredit;
  const interestFrom = isOwedBack ? dayAfter(today) : today;
  return appendJournal(tx, {
    document: {
      code: 'DRW',
      programAccount: claimant,
      clientAccount,
      reference: `K32-${id}`,
      amountCents,
      ...atOnce(today),
      interestFrom,
    },
    postings: [
      { glAccount: clientAccount, amountCents },
      ...dutyPostings(chart.refunds, moreThan({}, given)),
    ],
    isOpenItem: true,
  });
}

/**
 * What was given back on a declaration follows it: when a later version bears less, the part of the drawback that it no
 * longer bears is owed back, so that no duty is given back twice. More is given only where the CBSA's own
 * recalculation undoes what another one took.
 *
 * @returns what is owed back, in cents
 *
 * Law: Customs Tariff ss. 113, 114. Assumption A-66: who got the drawback owes it, whoever gets the refund.
 */
export async function followDrawback(tx: Tx, ctx: Context, cad: AssessedCad): Promise<Cents> {
  let owedBack = 0;
  for (const { claim, line } of await givenOn(tx, cad.transactionNumber)) {
    const given = drawbackNow(cad, claim, line);
    const change = moreThan(given, line.given);
    const changeCents = totalOf(change);
    if (changeCents === 0) continue;
    await setDrawback(tx, { ...line, given, drawbackCents: totalOf(given) });
    const documentId = await postDrawback(tx, ctx, claim, change);
    const totalCents = claim.totalCents + changeCents;
    await updateClaim(tx, { id: claim.id, totalCents });
    await tell(tx, ctx, 'followed', claim, { totalCents: -changeCents, documentId });
    owedBack -= changeCents;
  }
  return owedBack;
}

function drawbackNow(cad: AssessedCad, claim: DrawbackClaim, line: DrawbackLine): Drawback {
  const exported = exportedOf(cad, claim, line);
  if (exported === undefined) return {};
  const now = drawbackOf(cad.lines[line.cadLine - 1]!.assessment, exported);
  return cad.change === 'RECALCULATION' ? now : notMoreThan(now, line.given);
}
