import type { Context, Reader, Tx } from '../context.ts';
import { answers } from './ask-partner.ts';
import { partnerOf } from './partner.ts';

/** The exchange-rate service as one declaration meets it. */
export interface ExchangeService {
  isDown: boolean;
  /** It may wait until the service answers. */
  letsWait: boolean;
}

/** Whether rates can be had for a declaration, and what is done where they cannot. */
export async function exchangeService(
  ctx: Context,
  on: Reader & Partial<Tx>,
  transactionNumber: string,
): Promise<ExchangeService> {
  const isDown = !(await answers(ctx, on, 'exchange-rates', transactionNumber));
  const { withoutRate } = await partnerOf(ctx.store, 'exchange-rates', on);
  return { isDown, letsWait: withoutRate === 'wait' };
}
