import type { z } from '@hono/zod-openapi';
import { CadInput } from '../cad/types.ts';
import { InvalidInput } from '../errors.ts';
import { fromWire, sum, toWire } from '../money.ts';
import {
  type CadField,
  declaredFrom,
  lineFields,
  renderFields,
  specialLineFields,
  type Tree,
} from '../pages/cad-fields.ts';
import { cadWords } from '../pages/cad-words.ts';
import { type FormState, type Values, wordsOfIssue } from '../pages/form.ts';
import { each, type Html, html } from '../pages/html.ts';
import { paging } from '../pages/parts.ts';
import type { SignedIn } from '../pages/visit.ts';
import { tariffOf } from '../tariff/tariff-of.ts';

/** What a decision is about: origin, tariff classification and value. Law: Customs Act ss. 58 to 61. */
const decidedFields: readonly string[] = [
  'classification',
  'tariffCode',
  'countryOfOrigin',
  'tariffTreatment',
  'proofOfOrigin',
  'valueForCurrencyConversion',
  'valueForDutyCode',
  'quantity',
  'unitOfMeasure',
];

const fields = [...lineFields, ...specialLineFields].filter(({ path }) => decidedFields.includes(path));

/** A declaration may have thousands of lines: so many are shown at once. */
const shownLines = 10;

/** Where there are so few, all of them are open. */
const opened = 3;

/** The fields of some lines, as they are declared now. */
export async function lineFieldsOf(
  { ctx, language, path, query }: SignedIn,
  state: FormState,
  declared: CadInput,
): Promise<Html> {
  const { reference } = await tariffOf(ctx.store);
  const lines = linesOf(declared);
  const from = Number(query.get('after') ?? 0) || 0;
  const next = from + shownLines < lines.length ? String(from + shownLines) : null;
  return html`${each(
    lines.slice(from, from + shownLines),
    (line, index) =>
      html`<details class="more"${lines.length <= opened ? html` open` : ''}><summary>${cadWords[language].line} ${from + index + 1} – ${line.description}</summary>${renderFields(language, state, ofLine(from + index), { lines }, reference)}</details>`,
  )}${paging(language, path, query, next)}`;
}

function linesOf(declared: CadInput): CadInput['invoices'][number]['lines'] {
  return declared.invoices.flatMap((invoice) => invoice.lines);
}

function ofLine(index: number): CadField[] {
  return fields.map((field) => ({ ...field, path: `lines.${index}.${field.path}` }));
}

/**
 * What is declared, with the lines as somebody typed them. An invoice comes to what its lines come to.
 *
 * @throws InvalidInput
 */
export function withTypedLines(declared: CadInput, values: Values): CadInput {
  let index = -1;
  const invoices = declared.invoices.map((invoice) => {
    const lines = invoice.lines.map((line) => {
      index += 1;
      return isTyped(values, index) ? { ...withoutDecided(line), ...typedLine(values, index) } : line;
    });
    return { ...invoice, lines, value: invoiceValue(lines, invoice.value) };
  });
  const parsed = CadInput.safeParse({ ...declared, invoices });
  if (!parsed.success) throw wrongLine(parsed.error.issues[0]!);
  return parsed.data;
}

function isTyped(values: Values, index: number): boolean {
  return Object.keys(values).some((name) => name.startsWith(`lines.${index}.`));
}

function withoutDecided(line: Tree): Tree {
  return Object.fromEntries(Object.entries(line).filter(([name]) => !decidedFields.includes(name)));
}

function typedLine(values: Values, index: number): Tree {
  const { lines } = declaredFrom(ofLine(index), values) as { lines: Record<string, Tree> };
  return lines[index] ?? {};
}

/** Where a line has no amount, the declaration is refused for that and not for its total. */
function invoiceValue(lines: readonly Tree[], otherwise: string): string {
  const values = lines.map(({ valueForCurrencyConversion }) => String(valueForCurrencyConversion));
  const areAmounts = values.every((value) => /^\d{1,13}(\.\d{1,2})?$/.test(value));
  return areAmounts ? toWire(sum(values.map(fromWire))) : otherwise;
}

/** Which field of the lines is wrong, by the name that it has on the page. */
function wrongLine(issue: z.core.$ZodIssue): InvalidInput {
  const name = String(issue.path.at(-1));
  const [en, fr] = fields.find(({ path }) => path === name)?.label ?? [name, name];
  const text = wordsOfIssue(issue);
  return new InvalidInput({ en: `${en}: ${text.en}`, fr: `${fr} : ${text.fr}` });
}
