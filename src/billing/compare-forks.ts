import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import type { Cents } from '../money.ts';
import { rowsOf } from '../storage/rows-of.ts';

/** What two environments that were one once are compared by. */
export const comparedParts = ['statements', 'interest', 'ledger', 'trial-balance'] as const;

export type ComparedPart = (typeof comparedParts)[number];

/** A line that is not the same in both; nothing in one of them where it has no such line. */
export interface ForkDifference {
  /** What the line is about, such as an account, a day and a reference. */
  line: string[];
  firstCents: Cents | null;
  secondCents: Cents | null;
}

export interface ComparedLines {
  part: ComparedPart;
  /** Lines that either of them has. */
  lines: number;
  differences: ForkDifference[];
}

interface Line {
  line: string;
  cents: Cents;
}

const separator = ' | ';

/** Each gives what a line is about and its amount. Several documents alike are one line. */
const queries: Record<ComparedPart, SQL> = {
  statements: sql`select program_account || ' | ' || issued_on || ' | closing' as line, closing_cents as cents from statements
    union all select program_account || ' | ' || issued_on || ' | payable', payable_cents from statements`,
  interest: sql`select program_account || ' | ' || code as line, sum(amount_cents) as cents from documents
    where code in ('INT', 'RIN') group by program_account, code`,
  ledger: sql`select program_account || ' | ' || posted_on || ' | ' || code || ' | ' || reference as line,
      sum(amount_cents) as cents from documents
    where code <> 'CLR' group by program_account, posted_on, code, reference`,
  'trial-balance': sql`select gl_account as line, sum(amount_cents) as cents from postings group by gl_account`,
};

/**
 * Compare two environments line by line: statements, interest, documents and the trial balance. Amounts are in cents; a
 * document is known again by its account, its day, its code and its reference, for numbers differ once they went apart.
 */
export async function compareForks(first: Reader, second: Reader): Promise<ComparedLines[]> {
  const compared: ComparedLines[] = [];
  for (const part of comparedParts) {
    const [ours, theirs] = [await linesOf(first, part), await linesOf(second, part)];
    const lines = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
    const differences = lines
      .filter((line) => ours.get(line) !== theirs.get(line))
      .map((line) => ({
        line: line.split(separator),
        firstCents: ours.get(line) ?? null,
        secondCents: theirs.get(line) ?? null,
      }));
    compared.push({ part, lines: lines.length, differences });
  }
  return compared;
}

async function linesOf(on: Reader, part: ComparedPart): Promise<Map<string, Cents>> {
  return new Map((await rowsOf<Line>(on, queries[part])).map(({ line, cents }) => [line, Number(cents)]));
}
