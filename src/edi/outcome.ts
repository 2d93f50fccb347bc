import type { Finding } from '../cad/findings.ts';
import type { Bilingual } from '../errors.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/** What became of a message. */
export const messageStatuses = [
  'ACCEPTED',
  'REJECTED',
  'UNDER_REVIEW',
  'WITHDRAWN',
  'WAITING_FOR_RATE',
] as const;

export type MessageStatus = (typeof messageStatuses)[number];

/** A finding, or a refusal told as one. */
export interface ToldFinding {
  code: string;
  severity: Finding['severity'];
  pointer: string;
  messageEn: string;
  messageFr: string;
}

export interface MessageOutcome {
  reference: string;
  transactionNumber: string;
  functionCode: string;
  /** The version it led to; none where it was rejected. */
  version: number | null;
  status: MessageStatus;
  /** It was answered before, and nothing was done again. */
  isDuplicate: boolean;
  /** The case in which an adjustment is decided. */
  case: string | null;
  /** Amounts in dollars by name; none where it was rejected. */
  calculated: Record<string, string>;
  findings: ToldFinding[];
  /** Where it could not be read. */
  faults: SyntaxFault[];
}

export interface InterchangeOutcome {
  faults: SyntaxFault[];
  messages: MessageOutcome[];
}

/** A refusal in the words of a finding about the whole declaration. */
export function toldOf(code: string, { en, fr }: Bilingual): ToldFinding {
  return { code, severity: 'F', pointer: 'transactionNumber', messageEn: en, messageFr: fr };
}
