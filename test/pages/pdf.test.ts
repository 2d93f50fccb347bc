import { expect, it } from 'vitest';
import { pdfOf, pdfTable } from '../../src/pages/pdf.ts';
import { pagesOfPdf } from '../support/pdf-text.ts';

it('a long document is written a page at a time, and others have their turn in between', async () => {
  let turns = 0;
  let isWritten = false;
  const others = () => {
    turns += 1;
    if (!isWritten) setImmediate(others);
  };
  setImmediate(others);
  const about = { language: 'en', title: 'Long', createdOn: '2024-11-25' } as const;
  const rows = Array.from({ length: 500 }, (_, index) => index);
  const bytes = await pdfOf({ ...about, footer: (n, of) => `${n} of ${of}` }, async (pdf) => {
    const entry = { title: 'Entry', width: 504, cell: (row: number) => `Entry ${row}` };
    await pdfTable(pdf, [entry], rows);
  });
  isWritten = true;
  expect(turns).toBeGreaterThanOrEqual(pagesOfPdf(bytes).length - 1);
});
