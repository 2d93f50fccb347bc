import type { Reader, Store } from '../context.ts';
import { allRecords } from '../reference/records.ts';
import { ReferenceData } from '../reference/reference.ts';
import { environmentValue } from '../storage/environment-values.ts';
import { Tariff } from './tariff.ts';

const byRevision = new Map<string, Tariff>();
const byReader = new WeakMap<Reader, Tariff>();

/** The tariff of an environment, read once. Environments with the same reference data share one in memory. */
export async function tariffOf(store: Store): Promise<Tariff> {
  const known = byReader.get(store.read);
  if (known !== undefined) return known;
  const revision = (await environmentValue(store.read, 'reference revision')) ?? '';
  const tariff = byRevision.get(revision) ?? new Tariff(new ReferenceData(await allRecords(store.read)));
  byRevision.set(revision, tariff);
  byReader.set(store.read, tariff);
  return tariff;
}

/** Called after the reference data changed. */
export function forgetTariff(store: Store): void {
  byReader.delete(store.read);
}
