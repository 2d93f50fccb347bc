import { XMLBuilder } from 'fast-xml-parser';
import type { Envelope, OutboundMessage } from './envelope.ts';
import { ourAddress } from './interchange.ts';
import { type Group, groupsOf } from './mapping.ts';
import { type Part, toText } from './parts.ts';
import { declarationNamespace, interchangeNamespace } from './read-xml.ts';

type Node = { [name: string]: string | Node | Node[] };

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
});

/** Messages as XML, each an element inside one interchange. */
export function writeXml(
  { sender = ourAddress, recipient, reference, at }: Envelope,
  messages: readonly OutboundMessage[],
): string {
  const interchange: Node = {
    '@xmlns': interchangeNamespace,
    '@ControlReference': reference,
    '@Sender': sender,
    '@Recipient': recipient,
    '@PreparedAt': at,
  };
  for (const { kind, parts } of messages) {
    const groups = groupsOf(kind);
    const message = nodeOf(groups, parts);
    if (kind === 'declaration') message['@xmlns'] = declarationNamespace;
    const name = groups[0]!.xml[0]!;
    interchange[name] = [...((interchange[name] as Node[] | undefined) ?? []), message];
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ Interchange: interchange })}`;
}

/** Parts as nested elements: each group inside the last part of the one before it. */
function nodeOf(groups: readonly Group[], parts: readonly Part[]): Node {
  const open: Node[] = [];
  for (const part of parts) {
    const depth = groups.findIndex((group) => group.name === part.group);
    const node = ownNode(groups[depth]!, part);
    if (depth > 0) append(open[depth - 1]!, groups[depth]!.xml, node);
    open[depth] = node;
  }
  return open[0]!;
}

function ownNode(group: Group, part: Part): Node {
  const node: Node = {};
  for (const field of group.fields) {
    const value = part.values[field.field];
    if (field.xml.length === 0 || value === undefined) continue;
    if (Array.isArray(value)) for (const text of value) append(node, field.xml, { '#text': text });
    else put(node, field.xml, toText(field, value)!);
  }
  return node;
}

function put(node: Node, path: readonly string[], text: string): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (name.startsWith('@')) node[name] = text;
  else {
    const inner = (node[name] ?? {}) as Node;
    node[name] = inner;
    if (rest.length === 0) inner['#text'] = text;
    else put(inner, rest, text);
  }
}

function append(node: Node, path: readonly string[], child: Node): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) node[name] = [...((node[name] as Node[] | undefined) ?? []), child];
  else {
    const inner = (node[name] ?? {}) as Node;
    node[name] = inner;
    append(inner, rest, child);
  }
}
