import type { Context, Reader, Tx } from '../context.ts';
import { answers } from './ask-partner.ts';
import { partnerOf } from './partner.ts';

/** The exchange-rate service as one declaration meets it. */
export interface ExchangeService {
  isDown: boolean;
  assessesWhenDown: boolean;
}

/** Whether rates can be had for a declaration, and what is done where they cannot. */
export async function exchangeService(
  ctx: Context,
  on: Reader & Partial<Tx>,
  transactionNumber: string,
): Promise<ExchangeService> {
  const isDown = !(await answers(ctx, on, 'exchange-rates', transactionNumber));
  return { isDown, assessesWhenDown: (await partnerOf(on, 'exchange-rates')).assessesWhenDown };
}
