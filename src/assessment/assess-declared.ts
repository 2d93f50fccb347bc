import { z } from 'zod';
import type { Bilingual } from '../errors.ts';
import { toWire } from '../money.ts';
import type { Tariff } from '../tariff/tariff.ts';
import { differenceOf, totalsOf } from './assess-declaration.ts';
import { amountsToWire, assessLine } from './assess-line.ts';
import { DeclaredFacts, DeclaredLine } from './declared.ts';
import { resolveLines } from './resolve.ts';
import type { Amounts, Explanation, LineAssessment } from './types.ts';

/** A declaration to assess, as the worked examples write it: `{ id, input: { …, lines } }`, or the input alone. */
export const ToAssess = z.preprocess(
  (value) => (isBareInput(value) ? { id: value.id, input: value } : value),
  z.object({
    id: z.string().optional(),
    input: DeclaredFacts.extend({
      lines: z.array(DeclaredLine).min(1),
      previousVersion: z.string().optional(),
    }),
  }),
);

export type ToAssess = z.infer<typeof ToAssess>;

export interface AssessedDeclaration extends Record<string, unknown> {
  id: string | undefined;
}

interface Unresolved {
  line: number;
  messages: Bilingual[];
}

/**
 * Assess declarations one by one. Amounts stand at the top of each answer as on the declaration, then line by line,
 * each with its explanations. Where the reference data has no answer for a line, the answer says so in `unresolved`
 * and gives no total.
 */
export function assessDeclared(declarations: readonly ToAssess[], tariff: Tariff): AssessedDeclaration[] {
  const totalsById = new Map<string, Amounts>();
  return declarations.map(({ id, input }) => {
    const explanations: (Explanation & { line: number })[] = [];
    const assessed = assessLines(input, tariff, explanations);
    const answer: AssessedDeclaration = { id };
    if (assessed.complete !== undefined) {
      const totals = totalsOf(assessed.complete);
      Object.assign(answer, totalsToWire(totals), extras(assessed.complete));
      if (id !== undefined) totalsById.set(id, totals);
      Object.assign(
        answer,
        comparedWith(input.previousVersion, totals, totalsById),
        comparedWithStale(input, totals, tariff),
      );
    }
    const { lines, unresolved, notes } = assessed;
    return {
      ...answer,
      lines,
      explanations,
      ...(unresolved.length ? { unresolved } : {}),
      ...(notes.length ? { notes } : {}),
    };
  });
}

function assessLines(
  input: ToAssess['input'],
  tariff: Tariff,
  explanations: (Explanation & { line: number })[],
) {
  const unresolved: Unresolved[] = [];
  const notes: Unresolved[] = [];
  const complete: LineAssessment[] = [];
  const lines = resolveLines(input, input.lines, tariff).map((resolved, index) => {
    const line = input.lines[index]!.line ?? index + 1;
    const messages = resolved.notes.map((note) => note.text);
    if (resolved.line === undefined) {
      unresolved.push({ line, messages });
      return { line, unresolved: messages };
    }
    if (messages.length > 0) notes.push({ line, messages });
    const assessment = assessLine(resolved.line, (explanation) =>
      explanations.push({ line, ...explanation }),
    );
    complete.push(assessment);
    return { line, ...lineToWire(assessment) };
  });
  return { lines, unresolved, notes, complete: unresolved.length === 0 ? complete : undefined };
}

function lineToWire(assessment: LineAssessment) {
  const { appliedTreatment, simaCode, systemCalculated, luxuryTaxableAmount, securedByBond, ...amounts } =
    assessment;
  return {
    ...totalsToWire(amounts),
    appliedTariffTreatment: appliedTreatment,
    derivedSimaCode: simaCode,
    ...extras([assessment]),
  };
}

function totalsToWire(amounts: Amounts) {
  return { ...amountsToWire(amounts), sima: toWire(amounts.antiDumping + amounts.countervailing) };
}

/** What some examples expect beside the amounts of the declaration. */
function extras(lines: readonly LineAssessment[]): Record<string, string> {
  const found: Record<string, string> = {};
  if (lines.length === 1) found.derivedSimaCode = lines[0]!.simaCode;
  for (const { systemCalculated, luxuryTaxableAmount, securedByBond } of lines) {
    for (const [name, cents] of Object.entries(systemCalculated ?? {})) {
      found[`systemCalculated${name[0]!.toUpperCase()}${name.slice(1)}`] = toWire(cents);
    }
    if (luxuryTaxableAmount !== undefined) found.luxuryTaxableAmount = toWire(luxuryTaxableAmount);
    if (securedByBond !== undefined) found.securedByBond = toWire(securedByBond);
  }
  return found;
}

/** The difference from an earlier version among the same declarations. */
function comparedWith(
  previousVersion: string | undefined,
  totals: Amounts,
  earlier: ReadonlyMap<string, Amounts>,
) {
  const previous = previousVersion === undefined ? undefined : earlier.get(previousVersion);
  if (previous === undefined) return {};
  return { previousVersion, difference: amountsToWire(differenceOf(previous, totals)) };
}

/** Assessed again with the rate it was first assessed with while the rate service was down. */
function comparedWithStale(input: ToAssess['input'], totals: Amounts, tariff: Tariff) {
  if (input.lines.every((line) => line.provisionalExchangeRate === undefined)) return {};
  const staleLines = input.lines.map((line) => ({
    ...line,
    exchangeRate: line.provisionalExchangeRate ?? line.exchangeRate,
  }));
  const stale = assessLines({ ...input, lines: staleLines }, tariff, []).complete;
  if (stale === undefined) return {};
  const before = totalsOf(stale);
  return {
    assessedWithStaleRate: amountsToWire(before),
    difference: amountsToWire(differenceOf(before, totals)),
  };
}

function isBareInput(value: unknown): value is { id?: string; lines: unknown } {
  return typeof value === 'object' && value !== null && 'lines' in value && !('input' in value);
}
