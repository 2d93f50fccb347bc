import { type At, type Field, type Group, groupsOf, type MessageKind } from './mapping.ts';
import { fromText, type Part, toText, type Value } from './parts.ts';
import type { ReadSegment, Segment } from './read-edifact.ts';
import { fault, type Place, type SyntaxFault } from './syntax-fault.ts';

/** A part as it was read, and where each of its values stood. */
export interface ReadPart extends Part {
  place: Place;
  places: Record<string, Place>;
}

const longTextComponents = 5;
const componentLength = 512;

/** The parts of a message by the table, with everything in it that the table does not know. `first` is UNH's follower. */
export function partsOfSegments(message: MessageKind, segments: readonly ReadSegment[]) {
  const groups = groupsOf(message);
  const parts: ReadPart[] = [];
  const faults: SyntaxFault[] = [];
  segments.forEach((segment, index) => {
    const place: Place = { segment: index + 2, tag: segment.tag };
    if (segment.fault !== undefined) {
      faults.push({ ...segment.fault, segment: index + 2 });
      return;
    }
    if (segment.tag === 'UNS') return;
    const started = groups.find((group) => group.start === segment.tag);
    if (started !== undefined) parts.push({ group: started.name, values: {}, place, places: {} });
    const part = parts.at(-1);
    const group = groups.find((each) => each.name === part?.group);
    if (part === undefined || group === undefined) faults.push(fault('15', place));
    else faults.push(...readInto(part, group, segment, place));
  });
  return { parts, faults };
}

function* readInto(part: ReadPart, group: Group, segment: Segment, place: Place): Generator<SyntaxFault> {
  const fields = group.fields.filter((field) => isFieldOf(field, segment));
  if (fields.length === 0) {
    yield fault('15', { ...place, element: 1, component: 1 }, segment.elements[0]?.[0] ?? '');
    return;
  }
  const read = new Set<string>();
  for (const field of fields) {
    const at: Place = { ...place, ...field.valueAt };
    const text = textAt(segment, field, read);
    if (text === undefined || field.format === 'constant') continue;
    const value = fromText(field, text);
    if (value === undefined) {
      part.places[field.field] = at;
      yield fault('12', at, text);
    } else if (field.format === 'list') append(part, field.field, text, at);
    else if (part.places[field.field] !== undefined) yield fault('35', at, field.name);
    else keep(part, field.field, value, at);
  }
  for (const at of leftOver(segment, read)) yield fault('16', { ...place, ...at });
}

function isFieldOf(field: Field, segment: Segment): boolean {
  if (field.segment !== segment.tag) return false;
  return field.qualifierAt === undefined || componentAt(segment, field.qualifierAt) === field.qualifier;
}

/** The text of a field; notes which components it took. */
function textAt(segment: Segment, field: Field, read: Set<string>): string | undefined {
  const note = (at: At) => read.add(`${at.element}.${at.component}`);
  if (field.qualifierAt !== undefined) note(field.qualifierAt);
  note(field.valueAt);
  if (field.format !== 'long') return componentAt(segment, field.valueAt);
  const { element, component } = field.valueAt;
  const components = (segment.elements[element - 1] ?? []).slice(
    component - 1,
    component - 1 + longTextComponents,
  );
  components.forEach((_, index) => {
    note({ element, component: component + index });
  });
  return components.join('') || undefined;
}

function componentAt(segment: Segment, { element, component }: At): string | undefined {
  return segment.elements[element - 1]?.[component - 1] || undefined;
}

function* leftOver(segment: Segment, read: ReadonlySet<string>): Generator<At> {
  for (const [e, components] of segment.elements.entries()) {
    for (const [c, text] of components.entries()) {
      if (text !== '' && !read.has(`${e + 1}.${c + 1}`)) yield { element: e + 1, component: c + 1 };
    }
  }
}

function keep(part: ReadPart, field: string, value: Value, place: Place): void {
  part.values[field] = value;
  part.places[field] = place;
}

function append(part: ReadPart, field: string, text: string, place: Place): void {
  const before = (part.values[field] as readonly string[] | undefined) ?? [];
  keep(part, field, [...before, text], part.places[field] ?? place);
}

/** A message's parts as segments, without UNH and UNT. */
export function segmentsOfParts(message: MessageKind, parts: readonly Part[]): Segment[] {
  const groups = groupsOf(message);
  return parts.flatMap((part) => segmentsOfPart(groups.find((group) => group.name === part.group)!, part));
}

function segmentsOfPart(group: Group, part: Part): Segment[] {
  const made = new Map<string, Segment>();
  made.set(`${group.start} `, { tag: group.start, elements: [] });
  const segmentFor = (field: Field, n = '') => {
    const key = `${field.segment} ${field.qualifier}${n}`;
    const segment = made.get(key) ?? { tag: field.segment, elements: [] };
    made.set(key, segment);
    if (field.qualifierAt !== undefined) put(segment, field.qualifierAt, field.qualifier);
    return segment;
  };
  for (const field of group.fields) {
    const value = part.values[field.field];
    if (Array.isArray(value)) {
      for (const [n, text] of value.entries()) put(segmentFor(field, ` ${n}`), field.valueAt, text);
      continue;
    }
    const text = toText(field, value);
    if (text === undefined) continue;
    const segment = segmentFor(field);
    if (field.format === 'long') putLong(segment, field.valueAt, text);
    else put(segment, field.valueAt, text);
  }
  for (const field of group.fields.filter((each) => each.format === 'constant')) {
    const segment = made.get(`${field.segment} ${field.qualifier}`);
    if (segment !== undefined) put(segment, field.valueAt, field.field.slice(1));
  }
  return [...made.values()];
}

function put(segment: Segment, { element, component }: At, text: string): void {
  while (segment.elements.length < element) segment.elements.push([]);
  const components = segment.elements[element - 1]!;
  while (components.length < component) components.push('');
  components[component - 1] = text;
}

function putLong(segment: Segment, { element, component }: At, text: string): void {
  for (let n = 0; n * componentLength < text.length; n++) {
    const chunk = text.slice(n * componentLength, (n + 1) * componentLength);
    put(segment, { element, component: component + n }, chunk);
  }
}
