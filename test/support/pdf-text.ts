import { inflateSync } from 'node:zlib';

/** The text of each page of a PDF as pdfkit writes them: fonts of which each has a table from its letters to Unicode. */
export function pagesOfPdf(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map(
    [...file.matchAll(/^(\d+) 0 obj\n(.*?)\nendobj$/gms)].map(([, id, text]) => [id!, text!]),
  );
  const letters = lettersOf(objects);
  return [...objects.values()]
    .filter((text) => text.includes('/Type /Page\n'))
    .map((page) => textOf(streamOf(objects.get(/\/Contents (\d+)/.exec(page)![1]!)!), letters));
}

type Letters = Map<string, string>;

/** By the names that fonts have on the pages. */
function lettersOf(objects: Map<string, string>): Map<string, Letters> {
  const named = [...objects.values()].flatMap((text) => [...text.matchAll(/\/(F\d+) (\d+) 0 R/g)]);
  return new Map(
    named.map(([, name, id]) => {
      const table = /\/ToUnicode (\d+)/.exec(objects.get(id!)!)![1]!;
      const ranges = streamOf(objects.get(table)!).matchAll(/<(\w{4})> <\w{4}> \[(.*?)\]/gs);
      const entries = [...ranges].flatMap(([, from, codes]) =>
        [...codes!.matchAll(/<(\w+)>/g)].map(([, code], index) => {
          const glyph = (Number.parseInt(from!, 16) + index).toString(16).padStart(4, '0');
          return [glyph, Buffer.from(code!, 'hex').swap16().toString('utf16le')] as const;
        }),
      );
      return [name!, new Map(entries)];
    }),
  );
}

/** What is shown, each piece of a line on its own. */
function textOf(content: string, letters: Map<string, Letters>): string {
  let font: Letters = new Map();
  const pieces: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
    if (name !== undefined) font = letters.get(name)!;
    const glyphs = (shown ?? '').replaceAll(/> -?[\d.]+ <|[<>]|(?<=>) -?[\d.]+/g, '').match(/\w{4}/g) ?? [];
    if (shown !== undefined) pieces.push(glyphs.map((glyph) => font.get(glyph) ?? '').join(''));
  }
  return pieces.join('\n');
}

function streamOf(object: string): string {
  const stream = /stream\n(.*)\nendstream/s.exec(object)![1]!;
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
}
