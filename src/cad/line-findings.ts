import { valueForDuty } from '../assessment/assess-line.ts';
import type { DeclaredLine } from '../assessment/declared.ts';
import type { ResolvedLine } from '../assessment/resolve.ts';
import type { Defects } from '../defects/defects.ts';
import type { CadFacts } from './decide.ts';
import { type Finding, finding } from './findings.ts';
import { findingOfNote } from './findings-of-notes.ts';
import type { CadInput, CadLineInput } from './types.ts';

interface LineFacts {
  index: number;
  declared: DeclaredLine;
  resolved: ResolvedLine;
  line: CadLineInput;
}

/** What is wrong with one line, or worth knowing. */
export function lineFindings(
  findings: Finding[],
  { index, declared, resolved, line: input }: LineFacts,
  { cadType }: CadInput,
  facts: CadFacts,
): void {
  const at = (field: string) => `line[${index + 1}].${field}`;
  const { tariff } = facts;
  for (const note of resolved.notes) {
    findings.push(findingOfNote(note, declared, index + 1));
  }
  if (!tariff.reference.has('countries', input.countryOfOrigin)) {
    findings.push(finding('CAD-E040', at('countryOfOrigin'), 'countryOfOrigin'));
  }
  if (!tariff.reference.has('value-for-duty-codes', input.valueForDutyCode)) {
    findings.push(finding('CAD-E040', at('valueForDutyCode'), 'valueForDutyCode'));
  }
  if (input.unitOfMeasure !== undefined && !tariff.reference.has('units', input.unitOfMeasure)) {
    findings.push(finding('CAD-E040', at('unitOfMeasure'), 'unitOfMeasure'));
  }
  if (input.gstExemptionCode !== undefined && !tariff.reference.has('gst-codes', input.gstExemptionCode)) {
    findings.push(finding('CAD-E030', at('gstExemptionCode'), input.gstExemptionCode));
  }
  findings.push(...findingsByDefect(index, input, facts.defects));
  if (input.directShipmentDate > facts.today) findings.push(finding('CAD-E225', at('directShipmentDate')));
  const isAboveLimit = () =>
    resolved.line !== undefined && valueForDuty(resolved.line) > lowValueLimit(facts);
  if (cadType === 'F' && isAboveLimit()) {
    findings.push(finding('CAD-W221', at('valueForCurrencyConversion')));
  }
  const treatment = tariff.treatment(input.tariffTreatment);
  if (treatment !== undefined && input.proofOfOrigin !== true && tariff.needsProofOfOrigin(treatment)) {
    if (isAboveLimit()) findings.push(finding('CAD-E208', at('proofOfOrigin'), treatment));
  }
}

const specialCodes: readonly (string | undefined)[] = ['9993', '9996', '9966', '9986'];

/**
 * What known defects refuse of a line that is in order.
 *
 * Assumption A-110: the special codes are refused with classification numbers of chapters 84 to 90.
 */
function* findingsByDefect(index: number, line: CadLineInput, defects: Defects): Generator<Finding> {
  const at = (field: string) => `line[${index + 1}].${field}`;
  const { tariffCode, classification, importPermit, selfDeclared = {} } = line;
  if (defects.includes('special-codes-refused') && specialCodes.includes(tariffCode)) {
    const chapter = Number(classification.slice(0, 2));
    if (chapter >= 84 && chapter <= 90) yield finding('CAD-E030', at('tariffCode'), tariffCode);
  }
  if (defects.includes('flour-permit-refused') && classification === '1101001000' && importPermit === 'GIP20')
    yield finding('CAD-E030', at('importPermit'), importPermit);
  if (!defects.includes('zero-self-declared')) return;
  for (const [name, amount] of Object.entries(selfDeclared))
    if (Number(amount) === 0) yield finding('CAD-E030', at(`selfDeclared.${name}`), amount);
}

/** Goods of low value: proof of origin is waived, couriers report them together. Law: SOR/98-52 s. 6(4); SOR/86-1062 s. 7.1. */
export function lowValueLimit({ tariff, ratesOn }: CadFacts): number {
  return tariff.reference.parameter('clvs-limit', ratesOn).value.times(100).toNumber();
}
