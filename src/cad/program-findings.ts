import { agencyAccount } from '../accounts/agency.ts';
import type { ReferenceData } from '../reference/reference.ts';
import type { CadFacts } from './decide.ts';
import { commodityLines } from './declared-lines.ts';
import { type Finding, finding } from './findings.ts';
import type { CadInput } from './types.ts';

/**
 * Whether the type of a declaration fits the program of its importer and of its goods.
 *
 * Law: SOR/86-1062 ss. 2 "eligible goods", 7.1 to 7.4 (F), 14 (M), 10.2, 10.3 (CSA importers account with TT, and never pay before release).
 * Source: CSCB note on CSA; CES 2.0 incident CS0016172 (administrative account); CARM Bulletin 5414 (Pre-CARM); CSCB
 * questions and answers (a broker's own number, for clients that are not registered).
 */
export function* programFindings(input: CadInput, facts: CadFacts): Generator<Finding> {
  const { cadType, preCarm } = input;
  const isCsa = facts.account !== undefined && facts.account.csaOption !== null;
  const isForCsa = cadType === 'TT';
  const isForOthers = cadType === 'C' || (cadType === 'AB' && facts.release?.program !== 'ctc');
  if (preCarm !== 'AS_DECLARED' && (isCsa ? isForOthers : isForCsa))
    yield finding('CAD-E229', 'cadType', cadType);
  if (input.importer === agencyAccount && (cadType !== 'C' || input.owner === undefined))
    yield finding('CAD-E230', 'cadType');
  if (preCarm === 'AS_ADJUSTED' && !isForCsa) yield finding('CAD-E229', 'preCarm', cadType);
  if (preCarm === 'AS_DECLARED') yield* b3Findings(input, facts);
  if (!facts.isOfProgram && preCarm !== 'AS_DECLARED') yield finding('CAD-E233', 'cadType', cadType);
  yield* brokerNumberFindings(input, facts);
  if (facts.release?.option === 'CSA') yield* eligibilityFindings(input, facts);
}

/** Assumption A-71: goods that were released while the measures held are still accounted for, corrected and adjusted so. */
function* brokerNumberFindings(input: CadInput, facts: CadFacts): Generator<Finding> {
  const { isForClientOfBroker, previous, release, today, tariff } = facts;
  if (!isForClientOfBroker || previous !== undefined || input.preCarm !== undefined) return;
  const releasedOn = release?.releasedAt.slice(0, 10) ?? today;
  const isAllowed = tariff.reference.parameter('broker-number-for-clients', releasedOn).value.gt(0);
  if (!isAllowed) yield finding('CAD-E240', 'owner', releasedOn);
}

function* b3Findings(input: CadInput, { b3 }: CadFacts): Generator<Finding> {
  if (b3 === undefined || b3.importerBn15 !== input.importer) {
    yield finding('CAD-E219', 'transactionNumber', input.transactionNumber);
    return;
  }
  const lines = commodityLines(input);
  if (lines.length !== b3.lines.length)
    yield finding('CAD-E219', 'invoices', `${lines.length} / ${b3.lines.length}`);
  for (const [index, { classification }] of b3.lines.entries()) {
    const line = lines[index];
    if (line !== undefined && line.classification !== classification)
      yield finding('CAD-E219', `line[${index + 1}].classification`, classification);
  }
}

const sharedBorders: readonly (string | undefined)[] = ['US', 'MX'];

/**
 * Whether goods may be cleared under customs self-assessment. Carrier and driver were looked at when they were released.
 *
 * Law: SOR/86-1062 s. 2 "eligible goods". Assumption A-85: which goods need a permit.
 */
function* eligibilityFindings(input: CadInput, { tariff }: CadFacts): Generator<Finding> {
  if (!input.commercial) yield finding('CAD-E237', 'commercial', 'commercial');
  for (const [index, line] of commodityLines(input).entries()) {
    const at = (field: string) => `line[${index + 1}].${field}`;
    if (!sharedBorders.includes(line.placeOfExport)) yield finding('CAD-E228', at('placeOfExport'));
    if (needsPermit(line.classification, tariff.reference))
      yield finding('CAD-E237', at('classification'), line.classification);
  }
}

/** The list names chapters and headings. */
function needsPermit(classification: string, reference: ReferenceData): boolean {
  return [2, 4].some((digits) => reference.has('permit-goods', classification.slice(0, digits)));
}
