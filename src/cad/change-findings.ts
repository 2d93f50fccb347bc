import { type Finding, finding } from './findings.ts';
import type { AssessedCad, CadInput } from './types.ts';

/** Fields that a change of version leaves as they are. */
const fixed = [
  'cadType',
  'importer',
  'office',
  'transactionNumber',
  'originalTransactionNumber',
  'releasedIn',
  'discoveredOn',
  'interimEndedOn',
  'previousTransactionNumber',
  'warehouseIn',
  'warehouseOut',
  'newImporter',
  'preCarm',
] as const;

/**
 * What is wrong with a changed declaration beside the version before: a change is sent whole, with every line.
 *
 * Source: CBSA, common CAD errors (TCC24-144): a line of the earlier version may not be absent.
 */
export function* changeFindings(input: CadInput, previous: AssessedCad): Generator<Finding> {
  for (const field of fixed) {
    if (input[field] !== previous.declared[field]) yield finding('CAD-E226', field, field);
  }
  const sent = new Map(input.invoices.map((invoice) => [invoice.number, invoice.lines.length]));
  for (const { number, lines } of previous.declared.invoices) {
    const count = sent.get(number) ?? 0;
    if (count < lines.length) {
      yield finding('CAD-E080', `invoice[${number}]`, `Invoice ${number}, line ${count + 1}`);
    }
  }
}
