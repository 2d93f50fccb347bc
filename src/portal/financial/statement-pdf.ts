import { findBusiness } from '../../accounts/store.ts';
import type { StatementRead } from '../../billing/read-statement.ts';
import { type Document, documentCodes } from '../../ledger/tables.ts';
import type { Cents } from '../../money.ts';
import { dollars, longDate } from '../../pages/formats.ts';
import { simulationWords } from '../../pages/layout.ts';
import { type Pdf, type PdfColumn, pdfHeading, pdfOf, pdfParagraph, pdfTable } from '../../pages/pdf.ts';
import type { Download } from '../../pages/site.ts';
import type { AtAccount } from '../../pages/visit.ts';
import { inBoth, type Language } from '../../pages/words.ts';
import { entryWords, receiptsAmong, referenceText } from './entries.ts';
import { nameOf } from './statement-files.ts';
import { statementWords } from './statement-words.ts';

const words = inBoth({
  client: ['Client', 'Client'],
  program: ['Program account', 'Compte de programme'],
  page: ['Page', 'Page'],
  of: ['of', 'sur'],
  about: ['About this statement', 'À propos de ce relevé'],
  item: ['Item', 'Élément'],
  value: ['Value', 'Valeur'],
});

/** The statement as a document to print or to keep: all that its page shows, on as many pages as it takes. */
export async function asPdf(visit: AtAccount, read: StatementRead): Promise<Download> {
  const { ctx, account, environment, language } = visit;
  const { statement, inCycle, other } = read;
  const w = { ...words[language], ...statementWords[language], ...simulationWords[language] };
  const holder = await findBusiness(ctx.store.read, account.bn9);
  const receipts = await receiptsAmong(visit, [...inCycle, ...other]);
  const columns = entryColumns(language, (document) => referenceText(visit, document, receipts));
  const title = `${w.one} – ${longDate(statement.issuedOn, language)}`;
  const footer = (n: number, of: number) =>
    `${w.simulation} · ${account.bn15} · ${statement.issuedOn} · ${w.page} ${n} ${w.of} ${of}`;
  const content = await pdfOf({ language, title, createdOn: statement.issuedOn, footer }, async (pdf) => {
    pdfParagraph(pdf, `${w.simulation} · ${w.environment} ${environment.name}`, 'bold');
    pdfHeading(pdf, 1, title);
    await writeFacts(pdf, language, read, holder?.legalName ?? account.bn9);
    await writeSum(pdf, language, read);
    pdfHeading(pdf, 2, w.inCycle);
    pdfParagraph(pdf, `${w.inCycleLead} ${longDate(statement.dueOn, language)}.`);
    await writeEntries(pdf, language, columns, inCycle, w.noInCycle);
    pdfHeading(pdf, 2, w.other);
    pdfParagraph(pdf, w.otherLead);
    await writeEntries(pdf, language, columns, other, w.noOther);
  });
  return { name: nameOf(read, language, 'pdf'), type: 'application/pdf', content };
}

async function writeFacts(
  pdf: Pdf,
  language: Language,
  { statement, payBy }: StatementRead,
  holder: string,
): Promise<void> {
  const w = { ...words[language], ...statementWords[language] };
  const { programAccount, issuedOn, periodStart, periodEnd, dueOn, payableCents } = statement;
  const facts: [string, string][] = [
    [w.client, holder],
    [w.program, programAccount],
    [w.issuedOn, longDate(issuedOn, language)],
    [w.period, `${periodStart} ${w.until} ${periodEnd}`],
    [w.dueOn, longDate(dueOn, language)],
    [w.payBy, longDate(payBy, language)],
    [w.payable, printed(payableCents, language)],
  ];
  pdfHeading(pdf, 2, w.about);
  await pdfTable(
    pdf,
    [
      { title: w.item, width: 180, cell: ([name]) => name },
      { title: w.value, width: 324, cell: ([, value]) => value },
    ],
    facts,
  );
  if (payableCents <= 0) pdfParagraph(pdf, w.nothingToPay);
}

async function writeSum(pdf: Pdf, language: Language, { statement }: StatementRead): Promise<void> {
  const w = statementWords[language];
  const { openingCents, debitsCents, creditsCents, closingCents } = statement;
  const steps: [string, Cents][] = [
    [w.opening, openingCents],
    [w.debits, debitsCents],
    [w.credits, -creditsCents],
  ];
  pdfHeading(pdf, 2, w.sum);
  await pdfTable(
    pdf,
    [
      { title: w.step, width: 384, cell: ([step]) => step },
      { title: w.amount, width: 120, cell: ([, cents]) => printed(cents, language), isNumber: true },
    ],
    steps,
    [w.closing, printed(closingCents, language)],
  );
}

async function writeEntries(
  pdf: Pdf,
  language: Language,
  columns: readonly PdfColumn<Document>[],
  documents: readonly Document[],
  empty: string,
): Promise<void> {
  const total = documents.reduce((so, { amountCents }) => so + amountCents, 0);
  if (documents.length === 0) pdfParagraph(pdf, empty);
  else
    await pdfTable(pdf, columns, documents, [
      entryWords[language].total,
      '',
      '',
      '',
      printed(total, language),
    ]);
}

function entryColumns(
  language: Language,
  referenceOf: (document: Document) => string,
): PdfColumn<Document>[] {
  const w = entryWords[language];
  return [
    { title: w.document, width: 164, cell: ({ code }) => documentCodes[code][language] },
    { title: w.reference, width: 116, cell: referenceOf },
    { title: w.postedOn, width: 66, cell: ({ postedOn }) => postedOn },
    { title: w.dueOn, width: 66, cell: ({ dueOn }) => dueOn },
    { title: w.amount, width: 92, cell: ({ amountCents }) => printed(amountCents, language), isNumber: true },
  ];
}

/** An amount in the letters that the font has: among them is a dash, but no minus sign. */
function printed(cents: Cents, language: Language): string {
  return dollars(cents, language).replace('−', '–');
}
