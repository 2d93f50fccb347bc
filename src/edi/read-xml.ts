import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { ReadInterchange, ReadMessage } from './interchange.ts';
import { type Field, type Group, groupsOf } from './mapping.ts';
import { fromText } from './parts.ts';
import type { ReadPart } from './parts-of-segments.ts';
import { fault, type SyntaxFault } from './syntax-fault.ts';

export const declarationNamespace = 'urn:wco:datamodel:WCO:Declaration:1';
export const interchangeNamespace = 'urn:carm-simulation:interchange:1';

/** An element as the library gives it: text, or an object with attributes, text and elements. */
type Node = string | { [name: string]: Node | Node[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  transformTagName: (name) => name.replace(/^.*:/, ''),
  ignoreDeclaration: true,
});

/** Read declarations in XML: one by itself, or several inside an interchange. */
export function readXmlInterchange(text: string): ReadInterchange {
  const blank = { syntax: 'XML' as const, sender: '', recipient: '', reference: '', messages: [] };
  const malformed = malformedness(text);
  if (malformed !== undefined) return { ...blank, faults: [malformed] };
  const [name, root] = Object.entries(parser.parse(text) as { [name: string]: Node })[0]!;
  if (name === 'Declaration') {
    const path = 'Declaration/FunctionalReferenceID';
    const reference = textOf(childrenOf(root, 'FunctionalReferenceID')[0]);
    const messages = [readMessage(root, name, 1, false)];
    return { ...blank, reference, messages, faults: referenceFaults(reference, path) };
  }
  if (name !== 'Interchange') {
    return { ...blank, faults: [fault('15', { path: name }, 'Declaration, Interchange')] };
  }
  const reference = textOf(childrenOf(root, '@ControlReference')[0]);
  const isBound = isDeclared(root);
  return {
    ...blank,
    sender: textOf(childrenOf(root, '@Sender')[0]),
    reference,
    messages: childrenOf(root, 'Declaration').map((node, index) =>
      readMessage(node, `Interchange/Declaration[${index + 1}]`, index + 1, isBound),
    ),
    faults: [...referenceFaults(reference, 'Interchange/@ControlReference'), ...strangers(root)],
  };
}

/** Elements of an interchange that are no declarations. */
function* strangers(root: Node): Generator<SyntaxFault> {
  if (typeof root === 'string') return;
  for (const name of Object.keys(root)) {
    if (!name.startsWith('@') && name !== 'Declaration') yield fault('15', { path: `Interchange/${name}` });
  }
}

/** What keeps it from being XML at all. Document types are refused: they can make a small text very large. */
function malformedness(text: string): SyntaxFault | undefined {
  if (/<!DOCTYPE/i.test(text)) return fault('15', { path: 'DOCTYPE' });
  const checked = XMLValidator.validate(text);
  if (checked === true) return undefined;
  const { line, col, msg } = checked.err;
  return fault('18', { path: `${line}:${col}` }, msg);
}

function referenceFaults(reference: string, path: string): SyntaxFault[] {
  return reference === '' ? [fault('13', { path })] : [];
}

function readMessage(node: Node, path: string, position: number, isBoundAbove: boolean): ReadMessage {
  const faults: SyntaxFault[] = [];
  const parts: ReadPart[] = [];
  if (!isBoundAbove && !isDeclared(node)) {
    faults.push(fault('12', { path: `${path}/@xmlns` }, declarationNamespace));
  }
  readPart(node, path, groupsOf('declaration'), parts, faults);
  const reference = textOf(childrenOf(node, 'FunctionalReferenceID')[0]);
  return { kind: 'declaration', reference: reference || String(position), parts, faults };
}

/** Whether an element binds the namespace of declarations, to whatever prefix. */
function isDeclared(node: Node): boolean {
  if (typeof node === 'string') return false;
  return Object.entries(node).some(
    ([name, value]) => name.startsWith('@xmlns') && value === declarationNamespace,
  );
}

function readPart(
  node: Node,
  path: string,
  [group, ...inner]: readonly Group[],
  parts: ReadPart[],
  faults: SyntaxFault[],
): void {
  const part: ReadPart = { group: group!.name, values: {}, place: { path }, places: {} };
  parts.push(part);
  const fields = group!.fields.filter((field) => field.xml.length > 0);
  for (const field of fields) faults.push(...readField(part, field, node, path));
  const known = new Set(fields.map((field) => field.xml.join('/')));
  const innerPath = inner[0]?.xml;
  faults.push(...unknown(node, path, [], known, innerPath?.join('/')));
  if (innerPath === undefined) return;
  nodesAt(node, innerPath).forEach((child, index) => {
    readPart(child, `${path}/${innerPath.join('/')}[${index + 1}]`, inner, parts, faults);
  });
}

function* readField(part: ReadPart, field: Field, node: Node, path: string): Generator<SyntaxFault> {
  const place = { path: `${path}/${field.xml.join('/')}` };
  const texts = nodesAt(node, field.xml)
    .map(textOf)
    .filter((text) => text !== '');
  const [text] = texts;
  if (text === undefined) return;
  part.places[field.field] = place;
  if (field.format === 'list') part.values[field.field] = texts;
  else if (texts.length > 1) yield fault('35', place, field.name);
  else {
    const value = fromText(field, text);
    if (value === undefined) yield fault('12', place, text);
    else part.values[field.field] = value;
  }
}

/** Elements and attributes that the table does not know; what stands inside the next group is looked at there. */
function* unknown(
  node: Node,
  path: string,
  at: readonly string[],
  known: ReadonlySet<string>,
  innerPath: string | undefined,
): Generator<SyntaxFault> {
  if (typeof node === 'string') return;
  for (const [name, value] of Object.entries(node)) {
    const own = name === '#text' ? at : [...at, name];
    const ownPath = own.join('/');
    if (ownPath === innerPath || isOfEnvelope(own) || value === '') continue;
    const children = Array.isArray(value) ? value : [value];
    for (const child of children) {
      if (typeof child === 'string' && !known.has(ownPath)) yield fault('15', { path: `${path}/${ownPath}` });
      yield* unknown(child, path, own, known, innerPath);
    }
  }
}

function isOfEnvelope(path: readonly string[]): boolean {
  const [name, ...more] = path;
  return more.length === 0 && (name === 'FunctionalReferenceID' || /^@(xmlns|[a-z])/.test(name!));
}

function nodesAt(node: Node, path: readonly string[]): Node[] {
  return path.reduce<Node[]>((nodes, name) => nodes.flatMap((each) => childrenOf(each, name)), [node]);
}

function childrenOf(node: Node, name: string): Node[] {
  if (typeof node === 'string') return [];
  const child = node[name];
  return child === undefined ? [] : Array.isArray(child) ? child : [child];
}

function textOf(node: Node | undefined): string {
  if (node === undefined) return '';
  if (typeof node === 'string') return node;
  const text = node['#text'];
  return typeof text === 'string' ? text : '';
}
