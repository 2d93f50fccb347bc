import { hash } from 'node:crypto';
import type { Tx } from '../context.ts';
import { putRecords, type ReferenceRecord } from '../reference/records.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';

/** Add or replace reference data of one environment: it has a revision of its own from then on. */
export async function reviseReference(tx: Tx, records: readonly ReferenceRecord[]): Promise<void> {
  await putRecords(tx, records);
  const revision = (await environmentValue(tx, 'reference revision')) ?? '';
  const next = hash('sha256', `${revision} ${JSON.stringify(records)}`).slice(0, 16);
  await putValue(tx, 'reference revision', next);
}
