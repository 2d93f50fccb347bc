import type { Context, Reader, Tx } from '../context.ts';
import { environmentValues, putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';
import { findBy } from '../storage/find-by.ts';

/** The exchange-rate service as this environment sees it. */
export interface ExchangeService {
  isDown: boolean;
  /** The defect of CES 2.0 (CS0016355): while the service is down, assess with the last rate instead of refusing. */
  assessesWhenDown: boolean;
}

const key = 'partner exchange-rates';
const findValue = findBy(environmentValues, environmentValues.key);

export async function exchangeService(on: Reader): Promise<ExchangeService> {
  const saved = await findValue(on, key);
  return saved === undefined
    ? { isDown: false, assessesWhenDown: false }
    : (JSON.parse(saved.value) as ExchangeService);
}

/** Switch the service or the defect on or off. */
export async function setExchangeService(tx: Tx, ctx: Context, service: ExchangeService): Promise<void> {
  await putValue(tx, key, JSON.stringify(service));
  await record(tx, ctx, { action: 'partner.switched', subject: 'exchange-rates', detail: { ...service } });
}
