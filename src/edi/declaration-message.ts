import { CadInput } from '../cad/types.ts';
import { issueText } from '../http/problem.ts';
import type { ReadMessage } from './interchange.ts';
import { type Field, groupsOf } from './mapping.ts';
import { flattened, nested, type Part } from './parts.ts';
import type { ReadPart } from './parts-of-segments.ts';
import { fault, type Place, type SyntaxFault } from './syntax-fault.ts';

/** What a message asks for. Source: UN/EDIFACT code list 1225 (mark A: that the CBSA uses these). */
export const functions = { '9': 'original', '4': 'change', '5': 'replace', '1': 'cancellation' } as const;

export type FunctionCode = keyof typeof functions;

export interface DeclarationMessage {
  reference: string;
  functionCode: FunctionCode;
  /** The version that is changed or withdrawn. */
  version: number | undefined;
  reasons: readonly string[];
  rationale: string;
  /** Of an adjustment: when the partner had reason to believe the declaration wrong, or told of damaged perishable goods. */
  reasonToBelieveOn: string | undefined;
  perishableNoticedOn: string | undefined;
  transactionNumber: string;
  /** Whole, but for a cancellation, which needs none. */
  declared: CadInput | undefined;
}

export type Understood =
  | { message: DeclarationMessage; faults?: undefined }
  | { message?: undefined; faults: SyntaxFault[]; transactionNumber: string; functionCode: string };

/** What a message says, or every place at which it cannot be understood. */
export function understand({ reference, parts, faults: read }: ReadMessage): Understood {
  const [header] = parts;
  const faults = [...read];
  const { functionCode = '', version, reasons = [], rationale, ...rest } = header?.values ?? {};
  const { reasonToBelieveOn, perishableNoticedOn, ...values } = rest;
  const transactionNumber = String(values.transactionNumber ?? '');
  if (!(String(functionCode) in functions)) faults.push(misfit(header, 'functionCode', String(functionCode)));
  const isChange = functionCode !== '9';
  if (isChange && !/^[1-9]\d{0,2}$/.test(String(version ?? ''))) {
    faults.push(misfit(header, 'version', String(version ?? '')));
  }
  faults.push(...sequenceFaults(parts));
  const body = functionCode === '1' ? undefined : CadInput.safeParse(declarationOf(parts, values));
  if (body?.success === false) {
    // What could not be read at a place is not told once more as missing or unfit there.
    const unfit = body.error.issues.map((issue) => faultOfIssue(issue, parts));
    faults.push(...unfit.filter((each) => !faults.some((told) => isAtOnePlace(told, each))));
  }
  if (functionCode === '1' && !/^\d{14}$/.test(transactionNumber)) {
    faults.push(misfit(header, 'transactionNumber', transactionNumber));
  }
  if (faults.length > 0) {
    faults.sort((one, other) => (one.segment ?? 0) - (other.segment ?? 0));
    return { faults, transactionNumber, functionCode: String(functionCode) };
  }
  return {
    message: {
      reference,
      // Checked above to be one of the codes.
      functionCode: functionCode as FunctionCode,
      version: isChange ? Number(version) : undefined,
      reasons: reasons as readonly string[],
      rationale: String(rationale ?? ''),
      reasonToBelieveOn: dayOf(reasonToBelieveOn),
      perishableNoticedOn: dayOf(perishableNoticedOn),
      transactionNumber,
      declared: body?.data,
    },
  };
}

function dayOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** A declaration and what is asked for, as the parts of a message. */
export function partsOfDeclaration(
  declared: CadInput,
  asked: {
    functionCode: FunctionCode;
    version?: number;
    reasons?: readonly string[];
    rationale?: string;
    reasonToBelieveOn?: string;
    perishableNoticedOn?: string;
  },
): Part[] {
  const parts: Part[] = [{ group: 'header', values: flattened({ ...declared, ...asked }) }];
  for (const invoice of declared.invoices) {
    parts.push({ group: 'invoice', values: flattened(invoice) });
    for (const [index, line] of invoice.lines.entries()) {
      parts.push({ group: 'line', values: { '#': String(index + 1), ...flattened(line) } });
    }
  }
  return parts;
}

function declarationOf(parts: readonly ReadPart[], header: Part['values']) {
  const invoices: (Record<string, unknown> & { lines: unknown[] })[] = [];
  for (const { group, values } of parts) {
    const { '#': _number, ...own } = values;
    if (group === 'invoice') invoices.push({ ...nested(own), lines: [] });
    if (group === 'line') invoices.at(-1)?.lines.push(nested(own));
  }
  return { ...nested(header), invoices };
}

/** One header, lines inside an invoice, and lines numbered through in it. */
function* sequenceFaults(parts: readonly ReadPart[]): Generator<SyntaxFault> {
  let line: number | undefined;
  for (const [index, part] of parts.entries()) {
    if ((part.group === 'header') !== (index === 0)) yield fault('15', part.place);
    if (part.group === 'invoice') line = 0;
    if (part.group !== 'line') continue;
    if (line === undefined) yield fault('15', part.place);
    line = (line ?? 0) + 1;
    const number = part.values['#'];
    if (number !== undefined && Number(number) !== line) {
      yield fault('12', part.places['#'] ?? part.place, `${number} ≠ ${line}`);
    }
  }
}

function misfit(part: ReadPart | undefined, field: string, value: string): SyntaxFault {
  const place = part?.places[field];
  if (place !== undefined) return fault('12', place, value);
  return missing(part, 'header', field);
}

/** What does not fit the schema, at the place it was read from; what is missing, where it belongs. */
function faultOfIssue(issue: Parameters<typeof issueText>[0], parts: readonly ReadPart[]): SyntaxFault {
  const [, invoice, , line, ...rest] = issue.path;
  const isInInvoice = issue.path[0] === 'invoices' && typeof invoice === 'number';
  const isInLine = isInInvoice && typeof line === 'number';
  const group = isInLine ? 'line' : isInInvoice ? 'invoice' : 'header';
  const field = (isInLine ? rest : isInInvoice ? issue.path.slice(2) : issue.path).join('.');
  const part = isInInvoice
    ? partAt(parts, invoice, isInLine ? line : undefined)
    : parts.find((each) => each.group === 'header');
  const place = part?.places[field];
  if (place === undefined) return missing(part, group, field);
  const { en, fr } = issueText(issue);
  const value = String(part?.values[field] ?? '');
  return fault('12', place, { en: `${value}: ${en}`, fr: `${value} : ${fr}` });
}

function isAtOnePlace(one: SyntaxFault, other: SyntaxFault): boolean {
  return (['segment', 'element', 'component', 'path'] as const).every((name) => one[name] === other[name]);
}

function partAt(parts: readonly ReadPart[], invoice: number, line: number | undefined): ReadPart | undefined {
  const starts = parts.flatMap((part, index) => (part.group === 'invoice' ? [index] : []));
  const start = starts[invoice];
  return start === undefined ? undefined : parts[start + (line === undefined ? 0 : line + 1)];
}

function missing(part: ReadPart | undefined, groupName: string, name: string): SyntaxFault {
  const groups = groupsOf('declaration');
  const inner = { invoices: 'invoice', lines: 'line' }[name];
  const started = groups.find((group) => group.name === inner);
  if (started !== undefined)
    return fault('13', placeOfStart(part, started.start, started.xml), started.start);
  const fields = groups.find((group) => group.name === groupName)!.fields;
  const field =
    fields.find((each) => each.field === name) ?? fields.find((each) => each.field.startsWith(`${name}.`));
  return fault('13', placeOfField(part, field), field?.name ?? name);
}

function placeOfStart(part: ReadPart | undefined, tag: string, xml: readonly string[]): Place {
  if (part?.place.path !== undefined) return { path: `${part.place.path}/${xml.join('/')}` };
  return { ...(part?.place ?? {}), tag };
}

/** Where a field that is absent belongs; the segment counted is the one that begins its group. */
function placeOfField(part: ReadPart | undefined, field: Field | undefined): Place {
  if (field === undefined) return part?.place ?? {};
  if (part?.place.path !== undefined) return { path: `${part.place.path}/${field.xml.join('/')}` };
  const tag = field.qualifier === '' ? field.segment : `${field.segment}+${field.qualifier}`;
  return { ...(part?.place ?? {}), tag, ...field.valueAt };
}
