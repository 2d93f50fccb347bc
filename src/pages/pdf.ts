import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Language } from './words.ts';

const fonts = join(dirname(createRequire(import.meta.url).resolve('@gcds-core/fonts/package.json')), 'fonts');
const plain = join(fonts, 'noto-sans', 'gcds-noto-sans-regular.woff');
const bold = join(fonts, 'noto-sans', 'gcds-noto-sans-bold.woff');

/** Points of 1/72 inch, on paper of letter size. */
const paper = { margin: 54, width: 504, bottom: 720, footer: 738 };
const colours = { ink: '#000000', rule: '#7d828b', heading: '#e8eaee' };

/** A document being written, top to bottom. */
export interface Pdf {
  paper: PDFKit.PDFDocument;
  /** All that is told to who listens to the document instead of looking at it. */
  told: PDFKit.PDFStructureElement;
}

export interface PdfColumn<Row> {
  title: string;
  /** In points; all columns together are 504 wide. */
  width: number;
  cell: (row: Row) => string;
  isNumber?: boolean;
}

interface Line {
  cells: readonly string[];
  kind: 'heading' | 'body' | 'foot';
}

/**
 * A document to keep: the same bytes whenever the same is written, for its date is given and it bears no chance number.
 * Each page ends with `footer`, which is told its number and how many there are. It is written a page at a time, and
 * requests are answered in between.
 */
export async function pdfOf(
  about: { language: Language; title: string; createdOn: string; footer: (n: number, of: number) => string },
  write: (pdf: Pdf) => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { language, title, createdOn, footer } = about;
  const CreationDate = new Date(`${createdOn}T00:00:00Z`);
  const document = new PDFDocument({
    // No font of its own: it would be opened again under each name, at every change of font.
    ...{ size: 'LETTER', margin: paper.margin, bufferPages: true, font: '' },
    ...{ pdfVersion: '1.7', tagged: true, lang: `${language}-CA`, displayTitle: true },
    info: { Title: title, CreationDate },
  });
  document.registerFont('plain', plain).registerFont('bold', bold);
  const told = document.struct('Document');
  document.addStructure(told);
  await write({ paper: document, told });
  told.end();
  await numberPages(document, footer);
  document.end();
  return new Uint8Array(Buffer.concat(await Array.fromAsync(document)));
}

/** The title of the document, or of a part of it. */
export function pdfHeading(pdf: Pdf, level: 1 | 2, text: string): void {
  const isTitle = level === 1;
  // A heading at the foot of a page would stand apart from what it announces.
  makeRoom(pdf, isTitle ? 40 : 110);
  if (!isTitle) pdf.paper.moveDown(0.8);
  tell(pdf, `H${level}`, () => pdf.paper.font('bold', isTitle ? 18 : 13).text(text, paper.margin));
  pdf.paper.moveDown(0.3);
}

export function pdfParagraph(pdf: Pdf, text: string, style: 'plain' | 'bold' = 'plain'): void {
  makeRoom(pdf, 30);
  tell(pdf, 'P', () => pdf.paper.font(style, 10).text(text, paper.margin));
  pdf.paper.moveDown(0.4);
}

/** A table; where it goes on over a page, its heading is drawn again. */
export async function pdfTable<Row>(
  pdf: Pdf,
  columns: readonly PdfColumn<Row>[],
  rows: readonly Row[],
  foot?: readonly string[],
): Promise<void> {
  const heading: Line = { cells: columns.map(({ title }) => title), kind: 'heading' };
  const lines: Line[] = rows.map((row) => ({ cells: columns.map(({ cell }) => cell(row)), kind: 'body' }));
  if (foot !== undefined) lines.push({ cells: foot, kind: 'foot' });
  const table = pdf.paper.struct('Table');
  pdf.told.add(table);
  addLine(pdf, table, columns, heading);
  for (const line of lines) {
    if (isBeyond(pdf, heightOf(pdf, columns, line))) {
      pdf.paper.addPage();
      await setImmediate();
      drawLine(pdf, columns, heading, (_, draw) => tellNobody(pdf, draw));
    }
    addLine(pdf, table, columns, line);
  }
  table.end();
  pdf.paper.moveDown(0.6);
}

function addLine<Row>(
  pdf: Pdf,
  table: PDFKit.PDFStructureElement,
  columns: readonly PdfColumn<Row>[],
  line: Line,
): void {
  const row = pdf.paper.struct('TR');
  table.add(row);
  drawLine(pdf, columns, line, (index, draw) => {
    const isHeading = line.kind === 'heading';
    const isNamed = isHeading || index === 0;
    const scope = isHeading ? 'Column' : 'Row';
    row.add(isNamed ? pdf.paper.struct('TH', { scope }, draw) : pdf.paper.struct('TD', {}, draw));
  });
  row.end();
}

/** Draw a line of a table, each of its cells through `tellCell`. */
function drawLine<Row>(
  pdf: Pdf,
  columns: readonly PdfColumn<Row>[],
  line: Line,
  tellCell: (index: number, draw: () => void) => void,
): void {
  const { paper: document } = pdf;
  const top = document.y;
  const height = heightOf(pdf, columns, line);
  tellNobody(pdf, () => ruleUnder(pdf, line, top, height));
  let left = paper.margin;
  columns.forEach(({ width, isNumber = false }, index) => {
    const place = { width: width - 8, align: isNumber ? 'right' : 'left' } as const;
    const x = left + 4;
    tellCell(index, () => document.font(fontOf(line), 9).text(line.cells[index]!, x, top + 3, place));
    left += width;
  });
  document.x = paper.margin;
  document.y = top + height;
}

function ruleUnder({ paper: document }: Pdf, { kind }: Line, top: number, height: number): void {
  if (kind === 'heading') document.rect(paper.margin, top, paper.width, height).fill(colours.heading);
  document
    .moveTo(paper.margin, top + height)
    .lineTo(paper.margin + paper.width, top + height)
    .lineWidth(kind === 'body' ? 0.4 : 1)
    .stroke(colours.rule);
  document.fillColor(colours.ink);
}

function heightOf<Row>({ paper: document }: Pdf, columns: readonly PdfColumn<Row>[], line: Line): number {
  document.font(fontOf(line), 9);
  const heights = columns.map(({ width }, index) =>
    document.heightOfString(line.cells[index]!, { width: width - 8 }),
  );
  return Math.max(...heights) + 6;
}

function fontOf({ kind }: Line): 'plain' | 'bold' {
  return kind === 'body' ? 'plain' : 'bold';
}

function makeRoom(pdf: Pdf, height: number): void {
  if (isBeyond(pdf, height)) pdf.paper.addPage();
}

function isBeyond({ paper: document }: Pdf, height: number): boolean {
  return document.y + height > paper.bottom;
}

function tell({ paper: document, told }: Pdf, kind: string, draw: () => void): void {
  told.add(document.struct(kind, {}, draw));
}

/** Drawn only for who looks: lines, headings that were told on an earlier page, and the numbers of pages. */
function tellNobody({ paper: document }: Pick<Pdf, 'paper'>, draw: () => void): void {
  document.markContent('Artifact', { type: 'Layout' });
  draw();
  document.endMarkedContent();
}

async function numberPages(
  document: PDFKit.PDFDocument,
  footer: (n: number, of: number) => string,
): Promise<void> {
  const { count } = document.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    document.switchToPage(index);
    await setImmediate();
    const text = footer(index + 1, count);
    // Without breaking lines: text below the margin would begin another page.
    const place = { lineBreak: false };
    tellNobody({ paper: document }, () =>
      document.font('plain', 8).text(text, paper.margin, paper.footer, place),
    );
  }
}
