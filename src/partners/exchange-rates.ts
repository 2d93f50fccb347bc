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

/** Asked once a group of works; `setExchangeService` tells those that come after it in the group. */
export async function exchangeService(on: Reader & Partial<Tx>): Promise<ExchangeService> {
  const asked = on.memo?.get(key) as ExchangeService | undefined;
  if (asked !== undefined) return asked;
  const saved = await findValue(on, key);
  const service: ExchangeService =
    saved === undefined ? { isDown: false, assessesWhenDown: false } : JSON.parse(saved.value);
  on.memo?.set(key, service);
  return service;
}

/** Switch the service or the defect on or off. */
export async function setExchangeService(tx: Tx, ctx: Context, service: ExchangeService): Promise<void> {
  await putValue(tx, key, JSON.stringify(service));
  tx.memo.set(key, service);
  await record(tx, ctx, { action: 'partner.switched', subject: 'exchange-rates', detail: { ...service } });
}
