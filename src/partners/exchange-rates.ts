import type { Context, Store, Tx } from '../context.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';
import { record } from '../storage/events.ts';

/** The exchange-rate service as this environment sees it. */
export interface ExchangeService {
  isDown: boolean;
  /** The defect of CES 2.0 (CS0016355): while the service is down, assess with the last rate instead of refusing. */
  assessesWhenDown: boolean;
}

const key = 'partner exchange-rates';
const known = new WeakMap<Store, ExchangeService>();

export async function exchangeService(store: Store): Promise<ExchangeService> {
  const cached = known.get(store);
  if (cached !== undefined) return cached;
  const saved = await environmentValue(store.read, key);
  const service =
    saved === undefined ? { isDown: false, assessesWhenDown: false } : (JSON.parse(saved) as ExchangeService);
  known.set(store, service);
  return service;
}

/** Switch the service or the defect on or off. */
export async function setExchangeService(tx: Tx, ctx: Context, service: ExchangeService): Promise<void> {
  await putValue(tx, key, JSON.stringify(service));
  await record(tx, ctx, { action: 'partner.switched', subject: 'exchange-rates', detail: { ...service } });
  known.set(ctx.store, service);
}
