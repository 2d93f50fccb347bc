import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { assessDeclared, ToAssess } from '../../src/assessment/assess-declared.ts';
import { shippedTariff } from '../support/shipped.ts';

// Confidence V: worked through in a published text; A: by hand, with the rules named in `ruleReferences`.
const Example = z.object({
  id: z.string(),
  description: z.string(),
  input: z.looseObject({ lines: z.array(z.looseObject({})) }),
  expected: z.record(z.string(), z.unknown()),
});

const text = readFileSync(join(import.meta.dirname, 'worked-assessments.json'), 'utf8');
const examples = z.array(Example).parse(JSON.parse(text)).map(withItsHistory);
const answers = assessDeclared(
  examples.map(({ id, input }) => ToAssess.parse({ id, input })),
  shippedTariff(),
);

it.each(examples.map((example, index) => ({ ...example, answer: answers[index]! })))(
  '$id: $description',
  ({ expected, answer }) => {
    expect(answer.unresolved).toBeUndefined();
    expect(answer).toMatchObject(expected);
  },
);

it('are all there, and none twice', () => {
  expect(examples.length).toBe(43);
  expect(new Set(examples.map((example) => example.id)).size).toBe(43);
});

it.each(examples)('$id: the amounts of the lines add up to those of the declaration', ({ id }) => {
  const answer = answers.find((each) => each.id === id)!;
  const lines = answer.lines as { total: string; gst: string; duty: string }[];
  for (const amount of ['total', 'gst', 'duty'] as const) {
    const added = lines.reduce((total, line) => total + Math.round(Number(line[amount]) * 100), 0);
    expect((added / 100).toFixed(2)).toBe(answer[amount]);
  }
});

it.each(examples)('$id: each explanation gives the amount it explains', ({ id }) => {
  const answer = answers.find((each) => each.id === id)!;
  const lines = answer.lines as Record<string, unknown>[];
  const explanations = answer.explanations as { line: number; amount: string; value: string }[];
  expect(explanations.length).toBeGreaterThan(0);
  for (const { line, amount, value } of explanations) {
    expect([amount, value]).toEqual([amount, lines.find((each) => each.line === line)?.[amount]]);
  }
});

/** What two examples say in words only: the version before, and the rate first assessed with. */
function withItsHistory(example: z.infer<typeof Example>): z.infer<typeof Example> {
  const { id, input } = example;
  if (id === 'WA-052') return { ...example, input: { ...input, previousVersion: 'WA-050' } };
  if (id !== 'WA-053') return example;
  const lines = input.lines.map((line) => ({ ...line, provisionalExchangeRate: '1.3511' }));
  return { ...example, input: { ...input, lines } };
}
