import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { issueText } from '../http/problem.ts';
import { takeBankMessage } from '../payments/bank-payments.ts';
import { BankMessage } from '../payments/types.ts';
import type { ReadMessage } from './interchange.ts';
import { type MessageOutcome, toldOf } from './outcome.ts';
import type { ReadPart } from './parts-of-segments.ts';
import { fault, type SyntaxFault } from './syntax-fault.ts';
import { blank, rejected } from './told.ts';

/**
 * Take the payment order and remittance advice of a bank (EDI 820; in the style of REMADV): each remittance goes to the
 * account that it names, or waits for an officer. Taken before, it is refused, and nothing is paid twice.
 *
 * Source: CBSA, payments (EDI 820). Assumption A-40: the segments.
 */
export async function processRemittance(ctx: Context, read: ReadMessage): Promise<MessageOutcome> {
  const { reference, parts } = read;
  const header = parts.find((part) => part.group === 'header');
  const named = {
    reference,
    transactionNumber: String(header?.values.bankReference ?? ''),
    functionCode: '9',
  };
  const remittances = parts.filter((part) => part.group === 'remittance').map((part) => part.values);
  const body = BankMessage.safeParse({ ...header?.values, channel: 'edi', remittances });
  const unfit = body.success ? [] : body.error.issues.map((issue) => faultOfIssue(issue, parts));
  const faults = [...read.faults, ...unfit];
  if (body.data === undefined || faults.length > 0) return { ...rejected(named, []), faults };
  try {
    await takeBankMessage(ctx, body.data);
    return blank(named);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return rejected(named, [toldOf(error.code, error.text)]);
  }
}

/** What is missing is told at the segment of its part, what does not fit where it stands. */
function faultOfIssue(issue: Parameters<typeof issueText>[0], parts: readonly ReadPart[]): SyntaxFault {
  const [list, index, inner] = issue.path;
  const isInRemittance = list === 'remittances' && typeof index === 'number';
  const ofGroup = parts.filter((part) => part.group === (isInRemittance ? 'remittance' : 'header'));
  const part = ofGroup[isInRemittance ? index : 0];
  const field = String((isInRemittance ? inner : list) ?? '');
  const place = part?.places[field];
  if (place === undefined) return fault('13', part?.place ?? { tag: 'BGM' }, field);
  const { en, fr } = issueText(issue);
  const value = String(part!.values[field] ?? '');
  return fault('12', place, { en: `${value}: ${en}`, fr: `${value} : ${fr}` });
}
