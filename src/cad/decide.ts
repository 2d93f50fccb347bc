import { agencyAccount } from '../accounts/agency.ts';
import { isProgramAccountNumber, isTransactionNumber } from '../accounts/identifiers.ts';
import type { ProgramAccount } from '../accounts/store.ts';
import { totalsOf } from '../assessment/assess-declaration.ts';
import { assessLine, valueForDuty } from '../assessment/assess-line.ts';
import type { DeclaredLine } from '../assessment/declared.ts';
import { type ResolvedLine, type ResolveOptions, resolveLines } from '../assessment/resolve.ts';
import type { Defects } from '../defects/defects.ts';
import { type Cents, fromWire, sum, toWire } from '../money.ts';
import { lowValueAccountBy } from '../release/due-dates.ts';
import type { Release } from '../release/store.ts';
import type { Tariff } from '../tariff/tariff.ts';
import type { B3 } from './b3-store.ts';
import { type CadDates, ofCadType } from './cad-types.ts';
import { changeFindings } from './change-findings.ts';
import { declaredLines, factsOf } from './declared-lines.ts';
import { type Finding, finding, isFindingCode } from './findings.ts';
import { lineFindings, lowValueLimit } from './line-findings.ts';
import { programFindings } from './program-findings.ts';
import type { AssessedCad, CadInput, CadLine, CadStatus } from './types.ts';
import { type WarehouseFacts, warehouseFindings } from './warehouse.ts';

/** Everything a decision on a declaration depends on, gathered beforehand. */
export interface CadFacts {
  today: string;
  /** The day whose rates apply: of the first version, also for those that follow it and for goods omitted from it. */
  ratesOn: string;
  /** The declaration from which goods were omitted (type H). */
  original: AssessedCad | undefined;
  /** The version that is changed; none where the declaration is new. */
  previous: AssessedCad | undefined;
  channel: string;
  filedBy: string;
  account: ProgramAccount | undefined;
  isAuthorized: boolean;
  isNumberUsed: boolean;
  /** On the register of those who may use this type; most types have none. */
  isOfProgram: boolean;
  /** A customs broker declares under its own number goods that it names another owner of. */
  isForClientOfBroker: boolean;
  /** Another declaration that says the same and was accepted on this day. */
  sameContent: string | undefined;
  release: Release | undefined;
  /** The declaration of before CARM that this one repeats. */
  b3: B3 | undefined;
  warehouse: WarehouseFacts;
  dates: CadDates | undefined;
  tariff: Tariff;
  exchange: ResolveOptions;
  /** The exchange-rate service does not answer, and what lacks a rate alone may wait for it. */
  letsWait: boolean;
  /** Known defects that the trainer put in. */
  defects: Defects;
  /** The finding that a magic value asks for, where the trainer switched magic values on. */
  forced: string | undefined;
}

export type Decision = { cad: AssessedCad; findings: Finding[] } | { cad?: undefined; findings: Finding[] };

/**
 * Decide whether a declaration is accepted, and what is owed. All findings are returned at once; one that is fatal
 * rejects the whole declaration.
 *
 * Law: Customs Act s. 32; SOR/86-1062 ss. 10, 10.1. Edits: `domain` codes CAD-E010 to CAD-W223.
 */
export function decideCad(input: CadInput, facts: CadFacts): Decision {
  // Who has no authority for an importer learns nothing about it.
  if (facts.account !== undefined && !facts.isAuthorized)
    return { findings: [finding('CAD-E020', 'importer')] };
  const findings = [
    ...headerFindings(input, facts),
    ...warehouseFindings(input, facts.previous, facts.warehouse),
  ];
  const lines = declaredLines(input);
  const resolved = resolveLines(factsOf(input, facts.ratesOn), lines, facts.tariff, facts.exchange);
  let index = 0;
  for (const invoice of input.invoices) {
    const total = sum(invoice.lines.map((line) => fromWire(line.valueForCurrencyConversion)));
    if (total !== fromWire(invoice.value)) {
      findings.push(finding('CAD-E220', `invoice[${invoice.number}].value`, toWire(total)));
    }
    for (const line of invoice.lines) {
      lineFindings(
        findings,
        { index, declared: lines[index]!, resolved: resolved[index]!, line },
        input,
        facts,
      );
      index += 1;
    }
  }
  if (facts.previous === undefined) findings.push(...lateFindings(resolved, facts));
  if (facts.forced !== undefined && isFindingCode(facts.forced)) {
    findings.push(finding(facts.forced, 'invoice.purchaseOrder', 'SIM'));
  }
  if (findings.some((each) => each.severity === 'F')) return { findings };
  return { cad: accepted(input, facts, lines, resolved, findings), findings };
}

function* headerFindings(input: CadInput, facts: CadFacts): Generator<Finding> {
  const { account, tariff } = facts;
  const { reference } = tariff;
  if (!isTransactionNumber(input.transactionNumber)) yield finding('CAD-E200', 'transactionNumber');
  if (facts.isNumberUsed) yield finding('CAD-E050', 'transactionNumber', input.transactionNumber);
  const hasNoAccount =
    account === undefined ||
    (input.importer === agencyAccount && facts.defects.includes('no-agency-importer'));
  if (hasNoAccount || !isProgramAccountNumber(input.importer)) yield finding('CAD-E201', 'importer');
  else if (account.profile === 'EXPORTER') yield finding('CAD-E090', 'importer');
  if (input.broker !== undefined && !isProgramAccountNumber(input.broker))
    yield finding('CAD-E110', 'broker', input.broker);
  if (!reference.has('offices', input.office)) yield finding('CAD-E040', 'office', 'office');
  if (input.transportMode !== undefined && !reference.has('transport-modes', input.transportMode)) {
    yield finding('CAD-E040', 'transportMode', 'transportMode');
  }
  if (!input.commercial && !reference.has('provinces', input.province ?? ''))
    yield finding('CAD-E040', 'province', 'province');
  if (facts.previous !== undefined) yield* changeFindings(input, facts.previous);
  else yield* originalFindings(input, facts);
}

function* originalFindings(input: CadInput, facts: CadFacts): Generator<Finding> {
  const { account, release, dates, channel } = facts;
  const type = ofCadType(input.cadType);
  const channels: readonly string[] = input.preCarm === 'AS_ADJUSTED' ? ['CCP', 'EDI'] : type.channels;
  if (!channels.includes(channel)) yield finding('CAD-E202', 'cadType', `${input.cadType}, ${channel}`);
  yield* programFindings(input, facts);
  if (facts.sameContent !== undefined) yield finding('CAD-W222', 'transactionNumber', facts.sameContent);
  if (type.release === 'none' || input.preCarm !== undefined) {
    if (release !== undefined) yield finding('CAD-E224', 'cadType');
  } else if (release === undefined) {
    if (account?.hasRpp === false) yield finding('CAD-E214', 'cadType');
    yield finding('CAD-E203', 'transactionNumber');
  } else yield* releaseFindings(input, release);
  if (input.cadType === 'H') yield* omissionFindings(input, facts);
  if (input.cadType === 'F' && dates === undefined) yield finding('CAD-E040', 'releasedIn', 'releasedIn');
  if (input.cadType === 'M' && dates === undefined)
    yield finding('CAD-E040', 'interimEndedOn', 'interimEndedOn');
}

/** Goods omitted from a declaration of the same importer, ninety days from their discovery. Law: Customs Act s. 32.2. */
function* omissionFindings(input: CadInput, { original, today, tariff }: CadFacts): Generator<Finding> {
  const { originalTransactionNumber = '', discoveredOn } = input;
  if (original?.importerBn15 !== input.importer)
    yield finding('CAD-E227', 'originalTransactionNumber', originalTransactionNumber);
  if (discoveredOn === undefined) return;
  if (discoveredOn > today) yield finding('CAD-E238', 'discoveredOn', discoveredOn);
  const days = tariff.reference.parameter('correction-days', discoveredOn).value.toNumber();
  const accountBy = Temporal.PlainDate.from(discoveredOn).add({ days }).toString();
  if (today > accountBy) yield finding('CAD-W239', 'discoveredOn', accountBy);
}

/** Accounting late is accepted, and told. */
function* lateFindings(resolved: readonly ResolvedLine[], facts: CadFacts): Generator<Finding> {
  const accountBy = accountByOf(resolved, facts);
  if (accountBy !== null && facts.today > accountBy)
    yield finding('CAD-W204', 'transactionNumber', accountBy);
}

/** The last day to account, by the release and, under self-assessment, the value of its goods. */
function accountByOf(resolved: readonly ResolvedLine[], facts: CadFacts): string | null {
  const { release, dates } = facts;
  const accountBy = dates?.accountBy ?? null;
  // Every line would be valued once more for nothing.
  if (release === undefined || release.program === 'commercial' || accountBy === null) return accountBy;
  const value = sum(resolved.map(({ line }) => (line === undefined ? 0 : valueForDuty(line))));
  if (value > lowValueLimit(facts)) return accountBy;
  const releasedOn = Temporal.PlainDate.from(release.releasedAt.slice(0, 10));
  return lowValueAccountBy(release.program, releasedOn, accountBy);
}

/** The account and the office must agree with the release; other differences are told. */
function* releaseFindings(input: CadInput, release: Release): Generator<Finding> {
  if (release.importerBn15 !== input.importer) yield finding('CAD-E130', 'importer', 'importer');
  if (release.office !== input.office) yield finding('CAD-E130', 'office', 'office');
  if (input.cargoControlNumber !== undefined && release.cargoControlNumber !== input.cargoControlNumber) {
    yield finding('CAD-W130', 'cargoControlNumber', 'cargoControlNumber');
  }
  if (input.carrierCode !== undefined && release.carrierCode !== input.carrierCode) {
    yield finding('CAD-W130', 'carrierCode', 'carrierCode');
  }
}

function accepted(
  input: CadInput,
  facts: CadFacts,
  declared: readonly DeclaredLine[],
  resolved: readonly ResolvedLine[],
  warnings: Finding[],
): AssessedCad {
  const lines: CadLine[] = resolved.map((each, index) => {
    const assessment = assessLine(each.line!);
    if (
      assessment.appliedTreatment === 'MFN' &&
      facts.tariff.treatment(declared[index]!.tariffTreatment) !== 'MFN'
    ) {
      const isTold = each.notes.some((note) => note.code === 'TREATMENT_NOT_ON_ITEM');
      const pointer = `line[${index + 1}].tariffTreatment`;
      if (!isTold) warnings.push(finding('CAD-W223', pointer, declared[index]!.tariffTreatment));
    }
    const { classification, countryOfOrigin } = declared[index]!;
    return { line: index + 1, classification: classification!, origin: countryOfOrigin, assessment };
  });
  const totals = totalsOf(lines.map((line) => line.assessment));
  const { b3 } = facts;
  if (facts.previous === undefined && b3 !== undefined && b3.totalCents !== totals.total)
    warnings.push(finding('CAD-W232', 'transactionNumber', toWire(b3.totalCents)));
  return {
    ...(facts.previous ?? firstVersion(input, facts, totals.total, accountByOf(resolved, facts))),
    version: (facts.previous?.version ?? 0) + 1,
    filedBy: facts.filedBy,
    channel: facts.channel,
    hasProvisionalRate: resolved.some((each) =>
      each.notes.some((note) => note.code === 'PROVISIONAL_EXCHANGE_RATE'),
    ),
    vfdCents: totals.vfd,
    dutiesCents: totals.total - totals.gst,
    gstCents: totals.gst,
    totalCents: totals.total,
    declared: input,
    warnings,
    lines,
    change: facts.previous === undefined ? 'ORIGINAL' : 'CORRECTION',
    reasons: [],
    gstKeptCents: facts.previous?.gstKeptCents ?? 0,
  };
}

/** What stays as it is through all versions. */
function firstVersion(input: CadInput, facts: CadFacts, totalCents: Cents, accountBy: string | null) {
  const isPaidFirst = facts.dates?.isPaidFirst === true;
  const status: CadStatus =
    isPaidFirst && totalCents > 0 ? 'AWAITING_PAYMENT' : isPaidFirst ? 'RELEASED' : 'ACCEPTED';
  return {
    transactionNumber: input.transactionNumber,
    cadType: input.cadType,
    importerBn15: input.importer,
    office: input.office,
    status,
    releasedOn: facts.release?.releasedAt.slice(0, 10) ?? null,
    accountedOn: facts.b3?.accountedOn ?? facts.today,
    accountBy,
    periodEnd: facts.dates?.periodEnd ?? null,
    dueOn: facts.dates?.dueOn ?? facts.today,
    isLate: facts.today > (accountBy ?? '9999-12-31'),
  };
}
