import { enclosed, type OutboundMessage, writeInterchange } from './envelope.ts';
import { ourAddress, type ReadInterchange } from './interchange.ts';
import type { InterchangeOutcome, MessageOutcome } from './outcome.ts';
import { flattened, type Part } from './parts.ts';
import type { Segment } from './read-edifact.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/** Where an answer goes, and when. */
export interface AnswerFacts {
  reference: string;
  /** Simulated instants. */
  at: string;
  receivedAt: string;
}

const acknowledged = '7';
const rejected = '4';

/**
 * The answer to an interchange, in its own syntax: CONTRL says of each message whether it could be read, and where
 * not; a response follows for each that could. XML has no CONTRL: there a response tells syntax errors as well.
 */
export function answerTo(
  read: ReadInterchange,
  outcome: InterchangeOutcome,
  { reference, at, receivedAt }: AnswerFacts,
): string {
  const envelope = { recipient: read.sender, reference, at };
  const isXml = read.syntax === 'XML';
  const answered = outcome.messages.filter((message) => isXml || message.faults.length === 0);
  const messages: OutboundMessage[] = answered.map((message) => ({
    kind: 'response',
    parts: responseParts(message, receivedAt),
  }));
  if (isXml && outcome.faults.length > 0) {
    messages.unshift({ kind: 'response', parts: wholeRejected(outcome.faults, receivedAt) });
  }
  const control = isXml ? [] : [enclosed('1', 'CONTRL', controlSegments(read, outcome))];
  return writeInterchange(read.syntax, envelope, messages, control);
}

function controlSegments(read: ReadInterchange, outcome: InterchangeOutcome): Segment[] {
  const [first] = outcome.faults;
  const whole =
    first === undefined ? [[acknowledged]] : [[rejected], [first.code], [first.tag ?? ''], at(first)];
  return [
    { tag: 'UCI', elements: [[read.reference], [read.sender], [read.recipient || ourAddress], ...whole] },
    ...(first === undefined
      ? outcome.messages.flatMap((message) => controlOfMessage(message, typeOf(read, message)))
      : []),
  ];
}

const types = {
  declaration: ['CUSDEC', 'D', '01B', 'UN'],
  remittance: ['REMADV', 'D', '01B', 'UN'],
  acknowledgement: ['CONTRL', '4', '1', 'UN'],
};

function typeOf(read: ReadInterchange, { reference }: MessageOutcome): string[] {
  return types[read.messages.find((message) => message.reference === reference)?.kind ?? 'declaration'];
}

function controlOfMessage({ reference, faults }: MessageOutcome, type: string[]): Segment[] {
  const [first] = faults;
  const action = first === undefined ? [[acknowledged]] : [[rejected], [first.code]];
  return [
    { tag: 'UCM', elements: [[reference], type, ...action] },
    ...faults.flatMap((each) => controlOfFault(each)),
  ];
}

/** UCS names the segment, UCD the element and component in it. */
function controlOfFault(fault: SyntaxFault): Segment[] {
  const { code, segment = 1, element } = fault;
  if (element === undefined) return [{ tag: 'UCS', elements: [[String(segment)], [code]] }];
  return [
    { tag: 'UCS', elements: [[String(segment)]] },
    { tag: 'UCD', elements: [[code], at(fault)] },
  ];
}

function at({ element, component }: SyntaxFault): string[] {
  return element === undefined ? [] : [String(element), String(component ?? '')];
}

/** The parts of a response to one message. */
export function responseParts(message: MessageOutcome, receivedAt: string): Part[] {
  const { findings, faults, reference, version, case: caseId, isDuplicate, ...rest } = message;
  const header = {
    ...rest,
    receivedAt,
    messageReference: reference,
    version,
    case: caseId,
    ...(isDuplicate ? { isDuplicate } : {}),
  };
  return [
    { group: 'header', values: flattened(header) },
    ...findings.map((finding) => ({ group: 'finding', values: flattened(finding) })),
    ...faults.map(faultPart),
  ];
}

function wholeRejected(faults: readonly SyntaxFault[], receivedAt: string): Part[] {
  return [{ group: 'header', values: { status: 'REJECTED', receivedAt } }, ...faults.map(faultPart)];
}

function faultPart({ code, path = '', text }: SyntaxFault): Part {
  const told = {
    code: `SYNTAX-${code}`,
    severity: 'F',
    pointer: path,
    messageEn: text.en,
    messageFr: text.fr,
  };
  return { group: 'finding', values: told };
}
