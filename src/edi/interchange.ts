import { partsOfSegments, type ReadPart } from './parts-of-segments.ts';
import { type ReadSegment, readEdifact } from './read-edifact.ts';
import { fault, type SyntaxFault } from './syntax-fault.ts';

export type Syntax = 'EDIFACT' | 'XML';

/** What partners and banks send: declarations, remittances (EDI 820), acknowledgements of what we sent. */
export type ReceivedKind = 'declaration' | 'remittance' | 'acknowledgement';

/** A message of an interchange, as far as it could be read. */
export interface ReadMessage {
  kind: ReceivedKind;
  reference: string;
  parts: ReadPart[];
  faults: SyntaxFault[];
}

/** An interchange as it was read. Faults of its own reject it whole: nobody knows what is missing of it. */
export interface ReadInterchange {
  syntax: Syntax;
  sender: string;
  recipient: string;
  reference: string;
  messages: ReadMessage[];
  faults: SyntaxFault[];
}

/** Our address on interchanges. */
export const ourAddress = 'CARM-SIMULATION';

const kinds: Readonly<Record<string, ReceivedKind>> = {
  CUSDEC: 'declaration',
  REMADV: 'remittance',
  CONTRL: 'acknowledgement',
};

/** Read an EDIFACT interchange: UNB, messages from UNH to UNT, UNZ. Assumption A-43: what rejects it whole. */
export function readInterchange(text: string): ReadInterchange {
  const segments = readEdifact(text);
  const [first] = segments;
  const faults: SyntaxFault[] = [];
  if (first?.tag !== 'UNB') faults.push(fault('13', { tag: 'UNB' }, 'UNB'));
  if (first?.fault !== undefined) faults.push(first.fault);
  const header = first?.tag === 'UNB' ? first.elements : [];
  const reference = header[4]?.[0] ?? '';
  if (first?.tag === 'UNB' && reference === '')
    faults.push(fault('13', { tag: 'UNB', element: 5, component: 1 }));
  if ((header[10]?.[0] ?? '') !== '') faults.push(fault('25', { tag: 'UNB', element: 11, component: 1 }));
  const { messages, outside } = messagesOf(segments.slice(header.length === 0 ? 0 : 1));
  faults.push(...outsideFaults(outside, messages.length, reference));
  return {
    syntax: 'EDIFACT',
    sender: header[1]?.[0] ?? '',
    recipient: header[2]?.[0] ?? '',
    reference,
    messages,
    faults,
  };
}

/** What stands between and after the messages: UNZ alone, and nothing after it. */
function* outsideFaults(
  outside: readonly ReadSegment[],
  count: number,
  reference: string,
): Generator<SyntaxFault> {
  const trailer = outside.find((segment) => segment.tag === 'UNZ');
  for (const segment of outside) {
    if (segment.tag !== 'UNZ') yield segment.fault ?? fault('15', { tag: segment.tag }, segment.tag);
    else if (segment.fault !== undefined) yield segment.fault;
  }
  if (trailer === undefined) yield fault('13', { tag: 'UNZ' }, 'UNZ');
  else if (Number(trailer.elements[0]?.[0]) !== count) {
    yield fault('29', { tag: 'UNZ', element: 1, component: 1 }, String(count));
  } else if (trailer.elements[1]?.[0] !== reference) {
    yield fault('28', { tag: 'UNZ', element: 2, component: 1 }, trailer.elements[1]?.[0] ?? '');
  }
}

function messagesOf(segments: readonly ReadSegment[]) {
  const messages: ReadMessage[] = [];
  const outside: ReadSegment[] = [];
  let open: ReadSegment[] | undefined;
  const close = () => {
    if (open !== undefined) messages.push(readMessage(open));
    open = undefined;
  };
  for (const segment of segments) {
    if (segment.tag === 'UNH') {
      close();
      open = [segment];
    } else if (segment.tag === 'UNZ' || open === undefined) {
      close();
      outside.push(segment);
    } else {
      open.push(segment);
      if (segment.tag === 'UNT') close();
    }
  }
  close();
  return { messages, outside };
}

function readMessage(segments: readonly ReadSegment[]): ReadMessage {
  const header = segments[0]!;
  const last = segments.at(-1)!;
  const hasTrailer = last.tag === 'UNT';
  const reference = header.elements[0]?.[0] ?? '';
  const type = header.elements[1]?.[0] ?? '';
  const kind = kinds[type] ?? 'declaration';
  const body = segments.slice(1, hasTrailer ? -1 : undefined);
  const { parts, faults } = kind === 'acknowledgement' ? partsOfControl(body) : partsOfSegments(kind, body);
  const at = { segment: 1, tag: 'UNH' };
  if (header.fault !== undefined) faults.unshift({ ...header.fault, segment: 1 });
  else if (kinds[type] === undefined) faults.unshift(fault('12', { ...at, element: 2, component: 1 }, type));
  faults.push(...trailerFaults(hasTrailer ? last : undefined, segments.length, reference));
  return { kind, reference, parts, faults };
}

/** Of a CONTRL what UCI says: which interchange of ours, and what became of it. The standard has no table of ours. */
function partsOfControl(segments: readonly ReadSegment[]): { parts: ReadPart[]; faults: SyntaxFault[] } {
  const index = segments.findIndex((segment) => segment.tag === 'UCI');
  const place = { segment: index + 2, tag: 'UCI' };
  if (index < 0) return { parts: [], faults: [fault('13', { segment: 2, tag: 'UCI' }, 'UCI')] };
  const { elements } = segments[index]!;
  const values = { interchange: elements[0]?.[0] ?? '', action: elements[3]?.[0] ?? '' };
  return { parts: [{ group: 'header', values, place, places: {} }], faults: [] };
}

function* trailerFaults(
  trailer: ReadSegment | undefined,
  count: number,
  reference: string,
): Generator<SyntaxFault> {
  const at = { segment: count, tag: 'UNT' };
  if (trailer === undefined) yield fault('13', { segment: count + 1, tag: 'UNT' }, 'UNT');
  else if (trailer.fault !== undefined) yield { ...trailer.fault, segment: count };
  else if (Number(trailer.elements[0]?.[0]) !== count) {
    yield fault('29', { ...at, element: 1, component: 1 }, `${trailer.elements[0]?.[0] ?? ''} ≠ ${count}`);
  } else if (trailer.elements[1]?.[0] !== reference) {
    yield fault('28', { ...at, element: 2, component: 1 }, trailer.elements[1]?.[0] ?? '');
  }
}
