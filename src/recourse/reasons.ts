import { type Finding, finding } from '../cad/findings.ts';
import type { Cents } from '../money.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import type { ReferenceData } from '../reference/reference.ts';

export interface GivenReasons {
  /** Codes in the order given: the one that supports the net result comes first. */
  reasons: readonly string[];
  /** Cents that the change adds to what is owed; less than nothing asks for a refund. */
  change: Cents;
  /** Whether the CBSA gives them: some are the Agency's alone. */
  isOfficer: boolean;
  /** The day from which the limits of the law run. */
  accountedOn: string;
  releasedOn: string;
  today: string;
  /** Whether goods of the Chile Tariff are declared. */
  isOfChile: boolean;
  /** Whether a refund or a correction fell in months 37 to 48: an officer has a fifth year then. */
  wasChangedLate: boolean;
  /** The day on which the CBSA was told of perishable goods that came damaged or of lesser quality. */
  perishableNoticedOn?: string | undefined;
}

/**
 * What is wrong with the reasons given for a change after the due date: each needs one in law, and its time limit.
 *
 *
 * Law: Customs Act ss. 32.2(4), (5) (a correction gives no refund), 59(1)(b), 74(3), 76; SOR/98-44 s. 2 (fifth year);
 * SOR/98-48 ss. 3, 18.1 (notice for perishable goods, Chile). Source: CARM Bulletins 5412, 5415, 5417.
 */
export function reasonFindings(reference: ReferenceData, given: GivenReasons): Finding[] {
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
  const endsOn = known.flatMap((record) => limitOf(record, given)).sort()[0];
  if (endsOn !== undefined && given.today > endsOn) findings.push(finding('CAD-E217', 'reasons', endsOn));
  for (const record of known) findings.push(...noticeFindings(record, given));
  return findings;
}

/** The last day on which a reason counts; none for what gives effect to a decision. */
function limitOf(
  { data }: ReferenceRecord,
  { accountedOn, isOfChile, wasChangedLate }: GivenReasons,
): string[] {
  const { limit_years, chile_years, extended_years } = data;
  const years = (isOfChile && chile_years) || (wasChangedLate && extended_years) || limit_years;
  if (years === undefined) return [];
  return [
    Temporal.PlainDate.from(accountedOn)
      .add({ years: Number(years) })
      .toString(),
  ];
}

/** Of perishable goods the CBSA is told within days of their release. Law: SOR/98-48 s. 3. */
function noticeFindings(
  { data }: ReferenceRecord,
  { releasedOn, perishableNoticedOn }: GivenReasons,
): Finding[] {
  if (data.perishable_notice_days === undefined || perishableNoticedOn === undefined) return [];
  const days = Number(data.perishable_notice_days);
  const endsOn = Temporal.PlainDate.from(releasedOn).add({ days }).toString();
  return perishableNoticedOn > endsOn ? [finding('CAD-E217', 'perishableNoticedOn', endsOn)] : [];
}

/** Whether interest on what a reason refunds runs from its payment, and not from the application. Law: Customs Act s. 80.1. */
export function bearsInterestFromPayment(reference: ReferenceData, reason: string | undefined): boolean {
  const [record] = reason === undefined ? [] : reference.history('adjustment-reasons', reason);
  return record?.data.interest_from === 'payment';
}

function isOpenTo({ data }: ReferenceRecord, { isOfficer }: { isOfficer: boolean }): boolean {
  return (data.direction === 'agency') === isOfficer;
}

function supports({ data }: ReferenceRecord, change: Cents): boolean {
  return data.direction === 'agency' || (data.direction === 'refund') === change < 0;
}
