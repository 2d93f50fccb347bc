import { type Finding, finding } from '../cad/findings.ts';
import type { Cents } from '../money.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import type { ReferenceData } from '../reference/reference.ts';

/**
 * What is wrong with the reasons given for a change after the due date: each needs one in law, and its time limit.
 *
 * @param reasons      codes in the order given: the one that supports the net result comes first
 * @param change       cents that the change adds to what is owed; less than nothing asks for a refund
 * @param isOfficer    whether the CBSA gives them: some are the Agency's alone
 * @param accountedOn  day from which the limits of the law run
 *
 * Law: Customs Act ss. 32.2(4), (5) (a correction gives no refund), 74(3), 76. Source: CARM Bulletins 5412, 5415, 5417.
 */
export function reasonFindings(
  reference: ReferenceData,
  given: {
    reasons: readonly string[];
    change: Cents;
    isOfficer: boolean;
    accountedOn: string;
    today: string;
  },
): Finding[] {
  const records = given.reasons.map((code) => reference.history('adjustment-reasons', code)[0]);
  const [first] = records;
  const about = given.reasons.join(', ');
  if (first === undefined || records.some((record) => record === undefined || !isOpenTo(record, given))) {
    return [finding('CAD-E216', 'reasons', about)];
  }
  const known = records as ReferenceRecord[];
  const findings: Finding[] = [];
  if (!supports(first, given.change)) {
    const isElsewhere = known.some((record) => supports(record, given.change));
    findings.push(finding(isElsewhere ? 'CAD-E218' : 'CAD-E216', 'reasons', about));
  }
  const endsOn = known.map((record) => limitOf(record, given.accountedOn)).sort()[0]!;
  if (given.today > endsOn) findings.push(finding('CAD-E217', 'reasons', endsOn));
  return findings;
}

/** The last day on which a reason counts. */
function limitOf({ data }: ReferenceRecord, accountedOn: string): string {
  return Temporal.PlainDate.from(accountedOn)
    .add({ years: Number(data.limit_years) })
    .toString();
}

function isOpenTo({ data }: ReferenceRecord, { isOfficer }: { isOfficer: boolean }): boolean {
  return (data.direction === 'agency') === isOfficer;
}

function supports({ data }: ReferenceRecord, change: Cents): boolean {
  return data.direction === 'agency' || (data.direction === 'refund') === change < 0;
}
