import { requireRight } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { chart } from '../ledger/chart.ts';
import { record } from '../storage/events.ts';
import { demandOf } from './answer-demand.ts';
import { postSecurity } from './post-security.ts';
import { requireDemandMove } from './states.ts';
import { changeDemand, type Demand } from './store.ts';
import type { Ruling } from './types.ts';

/**
 * Rule on a rebuttal: the demand is upheld, and paid on receipt; or it is withdrawn, and the claim with it.
 *
 * Law: SOR/2024-42 s. 9.
 */
export async function ruleOnRebuttal(ctx: Context, id: number, ruling: Ruling): Promise<Demand> {
  return ctx.store.inTransaction(async (tx) => {
    const demand = await demandOf(tx, id);
    const { programAccount, amountCents } = demand;
    await requireRight(ctx, tx, 'security:decide', programAccount);
    const status = ruling === 'upheld' ? 'PAYABLE' : 'WITHDRAWN';
    requireDemandMove(id, demand.status, status);
    if (status === 'WITHDRAWN') {
      await postSecurity(tx, ctx, {
        programAccount,
        reference: `demand ${id} withdrawn`,
        postings: [
          { glAccount: chart.securityDemanded, amountCents },
          { glAccount: chart.claimsOnProviders, amountCents: -amountCents },
        ],
      });
    }
    const answerBy = status === 'PAYABLE' ? ctx.clock.today() : demand.answerBy;
    const ruled = await changeDemand(tx, demand, { status, answerBy });
    await record(tx, ctx, {
      action: 'security.rebuttal-ruled',
      subject: String(id),
      onBehalfOf: programAccount,
      outcome: ruling,
      detail: { amountCents },
    });
    return ruled;
  });
}
