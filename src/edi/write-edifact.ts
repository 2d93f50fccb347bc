import type { Segment } from './read-edifact.ts';

/** Segments as text, in syntax level C with the usual service characters; one a line, for whoever reads them. */
export function writeEdifact(segments: readonly Segment[]): string {
  return `${segments.map(toText).join('\n')}\n`;
}

function toText({ tag, elements }: Segment): string {
  const texts = elements.map((components) => withoutEmptyEnd(components.map(released)).join(':'));
  return `${[tag, ...withoutEmptyEnd(texts)].join('+')}'`;
}

function withoutEmptyEnd(texts: readonly string[]): readonly string[] {
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}

function released(text: string): string {
  return inLatin1(text).replaceAll(/[?+:']/g, '?$&');
}

/** What typography adds to Latin-1, by what stands for it there. Assumption A-41. */
const plain: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '−': '-',
  '\n': ' ',
};

function inLatin1(text: string): string {
  return text.replaceAll(/[^\x20-\x7e\xa0-\xff]/gu, (character) => plain[character] ?? '*');
}
