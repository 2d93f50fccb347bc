import { hash } from 'node:crypto';
import type { Tx } from '../context.ts';
import { putRecords, type ReferenceRecord } from '../reference/records.ts';
import { environmentValue, putValue } from '../storage/environment-values.ts';

/** Add or replace reference data of one environment: it has a revision of its own from then on. */
export async function reviseReference(tx: Tx, records: readonly ReferenceRecord[]): Promise<void> {
  await putRecords(tx, records);
  await nextRevision(tx, JSON.stringify(records));
}

/** @param change whatever tells this change from any other */
export async function nextRevision(tx: Tx, change: string): Promise<void> {
  const revision = (await environmentValue(tx, 'reference revision')) ?? '';
  await putValue(tx, 'reference revision', hash('sha256', `${revision} ${change}`).slice(0, 16));
}
