import { requireScope } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { sum } from '../money.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { tell, workOut } from './drawback.ts';
import { together } from './drawback-rules.ts';
import { claimOf, type DrawbackClaim, linesOfClaim, setDrawback, updateClaim } from './drawback-store.ts';
import { postDrawback } from './post-drawback.ts';

/** The claim was decided before. */
export class ClaimDecided extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CLAIM_DECIDED';

  constructor({ id, state }: DrawbackClaim) {
    super(
      {
        en: `Drawback claim ${id} is ${state} already`,
        fr: `La demande de drawback ${id} est déjà ${state}`,
      },
      { id, state },
    );
  }
}

/**
 * Approve a claim: what the declarations bear now is given back as a credit, never GST.
 *
 * @throws ClaimDecided; DrawbackRefused where a later change of a declaration leaves nothing of it
 */
export async function approveDrawback(ctx: Context, id: number): Promise<DrawbackClaim> {
  requireScope(ctx, 'recourse:decide');
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const claim = await undecided(tx, id);
    const asked = (await linesOfClaim(tx, id)).map(({ cadLine, ...line }) => ({ ...line, line: cadLine }));
    // Time counts to the day of filing.
    const years = reference.parameter('drawback-years', claim.filedOn).value.toNumber();
    const filed = { ...claim, today: claim.filedOn, years, claim: id };
    const worked = await workOut(tx, filed, asked);
    const totalCents = sum(worked.map((line) => line.drawbackCents));
    for (const [index, line] of worked.entries())
      await setDrawback(tx, { ...line, claimId: id, line: index + 1 });
    const documentId = await postDrawback(
      tx,
      ctx,
      claim,
      worked.map((line) => line.given).reduce(together, {}),
    );
    const decided = { ...claim, state: 'APPROVED' as const, totalCents, documentId, ...decisionBy(ctx) };
    await updateClaim(tx, decided);
    await tell(tx, ctx, 'approved', decided, { totalCents: -totalCents, documentId });
    return decided;
  });
}

/** Refuse a claim, and tell why. */
export async function rejectDrawback(ctx: Context, id: number, rationale: string): Promise<DrawbackClaim> {
  requireScope(ctx, 'recourse:decide');
  return ctx.store.inTransaction(async (tx) => {
    const decided = {
      ...(await undecided(tx, id)),
      state: 'REJECTED' as const,
      rationale,
      ...decisionBy(ctx),
    };
    await updateClaim(tx, decided);
    await tell(tx, ctx, 'rejected', decided, {});
    return decided;
  });
}

/** @throws ClaimDecided, NotFound */
async function undecided(tx: Tx, id: number): Promise<DrawbackClaim> {
  const claim = await claimOf(tx, id);
  if (claim.state !== 'UNDER_REVIEW') throw new ClaimDecided(claim);
  return claim;
}

const decisionBy = (ctx: Context) => ({ decidedOn: ctx.clock.today(), decidedBy: ctx.actor.id });
