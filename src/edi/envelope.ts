import { ourAddress, type Syntax } from './interchange.ts';
import type { MessageKind } from './mapping.ts';
import type { Part } from './parts.ts';
import { segmentsOfParts } from './parts-of-segments.ts';
import type { Segment } from './read-edifact.ts';
import { writeEdifact } from './write-edifact.ts';
import { writeXml } from './write-xml.ts';

/** What is written on the outside of an interchange that we send. */
export interface Envelope {
  /** Us, where nobody else is named. */
  sender?: string;
  recipient: string;
  reference: string;
  /** Simulated instant. */
  at: string;
}

export interface OutboundMessage {
  kind: MessageKind;
  parts: readonly Part[];
}

const messageTypes: Record<MessageKind, string> = {
  declaration: 'CUSDEC',
  response: 'CUSRES',
  statement: 'STATAC',
  notice: 'CUSRES',
  remittance: 'REMADV',
};

/** An interchange of ours with its messages; in EDIFACT, `before` stands in front of them. */
export function writeInterchange(
  syntax: Syntax,
  envelope: Envelope,
  messages: readonly OutboundMessage[],
  before: readonly Segment[][] = [],
): string {
  if (syntax === 'XML') return writeXml(envelope, messages);
  const bodies = [
    ...before,
    ...messages.map(({ kind, parts }, index) =>
      enclosed(String(before.length + index + 1), messageTypes[kind], segmentsOfParts(kind, parts)),
    ),
  ];
  return writeEdifact([
    { tag: 'UNB', elements: header(envelope) },
    ...bodies.flat(),
    { tag: 'UNZ', elements: [[String(bodies.length)], [envelope.reference]] },
  ]);
}

/** A message from UNH to UNT. */
export function enclosed(reference: string, type: string, body: readonly Segment[]): Segment[] {
  const version = type === 'CONTRL' ? ['4', '1', 'UN'] : ['D', '01B', 'UN'];
  return [
    { tag: 'UNH', elements: [[reference], [type, ...version]] },
    ...body,
    { tag: 'UNT', elements: [[String(body.length + 2)], [reference]] },
  ];
}

function header({ sender = ourAddress, recipient, reference, at }: Envelope): string[][] {
  const [date, time] = [at.slice(2, 10).replaceAll('-', ''), at.slice(11, 16).replace(':', '')];
  return [['UNOC', '3'], [sender], [recipient], [date, time], [reference]];
}
