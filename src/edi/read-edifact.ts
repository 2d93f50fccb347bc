import { Parser } from 'edifact';
import { fault, type SyntaxFault } from './syntax-fault.ts';

export interface Segment {
  tag: string;
  /** Elements, each of components. */
  elements: string[][];
}

export interface ReadSegment extends Segment {
  /** What could not be read of it; the rest of the interchange is read all the same. */
  fault?: SyntaxFault;
}

const defaultServiceString = "UNA:+.? '";

/** The character sets of the library, by the syntax identifiers that announce them. */
const levels: Record<string, string> = {
  UNOA: 'UNOA',
  UNOB: 'UNOB',
  UNOC: 'UNOC',
  UNOY: 'UNOY',
  UNOW: 'UNOY',
};

/**
 * The segments of an interchange. Each is given to the parser by itself, so that one it cannot read costs no other.
 * Service characters come from UNA, the character set from UNB.
 */
export function readEdifact(text: string): ReadSegment[] {
  const trimmed = text.trimStart();
  const hasUna = trimmed.startsWith('UNA');
  const serviceString = hasUna ? trimmed.slice(0, 9) : defaultServiceString;
  const segments: ReadSegment[] = [];
  let level: string | undefined;
  for (const piece of cut(hasUna ? trimmed.slice(9) : trimmed, serviceString)) {
    const segment = readSegment(piece, serviceString, level);
    if (segment.tag === 'UNB' && level === undefined) {
      const identifier = segment.elements[0]?.[0] ?? '';
      level = levels[identifier];
      if (level === undefined)
        segment.fault ??= fault('2', { tag: 'UNB', element: 1, component: 1 }, identifier);
    }
    segments.push(segment);
  }
  return segments;
}

/** Cuts at each terminator that is not released. What stands after the last one is a segment that never ended. */
function* cut(text: string, serviceString: string): Generator<string> {
  const release = serviceString[6] === ' ' ? undefined : serviceString[6];
  const terminator = serviceString[8]!;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === release) at += 1;
    else if (text[at] === terminator) {
      yield text.slice(from, at + 1).trimStart();
      from = at + 1;
    }
  }
  const rest = text.slice(from).trim();
  if (rest !== '') yield rest;
}

function readSegment(piece: string, serviceString: string, level: string | undefined): ReadSegment {
  const segment: ReadSegment = { tag: '', elements: [] };
  let isClosed = false;
  const parser = new Parser();
  parser.onopensegment = (tag) => {
    segment.tag = tag;
  };
  parser.onelement = () => segment.elements.push([]);
  parser.oncomponent = (component) => segment.elements.at(-1)!.push(component);
  parser.onclosesegment = () => {
    isClosed = true;
  };
  parser.write(serviceString);
  if (level !== undefined) parser.encoding(level);
  try {
    parser.write(piece);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // The library says what it met; where it met it we know from what it had told before.
    segment.tag ||= piece.slice(0, 3);
    segment.fault = fault('21', placeIn(segment), error.message);
    return segment;
  }
  if (!isClosed) {
    segment.tag ||= piece.slice(0, 3);
    segment.fault = fault(
      '13',
      { tag: segment.tag },
      {
        en: 'the segment terminator',
        fr: 'le terminateur du segment',
      },
    );
  }
  return segment;
}

function placeIn({ tag, elements }: ReadSegment) {
  const element = elements.length;
  if (element === 0) return { tag };
  return { tag, element, component: elements.at(-1)!.length + 1 };
}
