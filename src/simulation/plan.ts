import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import { profileNames } from '../load/run-profile.ts';
import { partnerNames } from '../partners/partner.ts';

const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: 'an instant such as 2024-11-06T09:00' });

/** A rehearsal is a file: run again, it gives the same business result. */
export const Plan = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, { error: 'small letters, digits and hyphens' }),
  title: z.strictObject({ en: z.string(), fr: z.string() }),
  seed: z.string(),
  dates: z.strictObject({ from: instant, to: instant }),
  population: z.strictObject({
    importers: z.number().int().min(1).max(5000),
    brokers: z.number().int().min(0).max(200),
  }),
  trade: z.strictObject({
    /** Releases on a business day. */
    releasesPerDay: z.number().int().min(1).max(5000),
    /** Share of declarations first submitted with an error, and share accounted for late. */
    errorShare: z.number().min(0).max(1),
    lateShare: z.number().min(0).max(1),
    /** Share of importers who pay too little or too late. */
    latePayerShare: z.number().min(0).max(1),
  }),
  features: z.strictObject({ tags: z.string() }),
  faults: z.array(
    z.strictObject({
      application: z.enum(partnerNames),
      from: instant,
      to: instant,
      isPlanned: z.boolean().default(false),
      assessesWhenDown: z.boolean().default(false),
      reason: z.string(),
    }),
  ),
  load: z
    .strictObject({
      profile: z.enum(profileNames),
      rate: z.number().int().min(1).max(5000),
      seconds: z.number().int().min(4).max(3600),
    })
    .optional(),
  slr: z.array(z.enum(['1.4-1', '1.4-2'])),
});

export type Plan = z.infer<typeof Plan>;

/** Read a plan; what is wrong with it is told by line and path, all at once. */
export function readPlan(file: string): Plan {
  const text = readPlanText(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw refusal(
      file,
      document.errors.map(
        (error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`,
      ),
    );
  }
  const parsed = Plan.safeParse(document.toJS());
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const path = issue.path as (string | number)[];
      return `line ${lineOf(document, path, lines)}: ${path.join('.') || '(plan)'}: ${issue.message}`;
    });
    throw refusal(file, problems);
  }
  if (parsed.data.dates.from >= parsed.data.dates.to) throw refusal(file, ['dates: from must be before to']);
  return parsed.data;
}

function readPlanText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as Error).message;
    throw new InvalidInput({
      en: `Cannot read the plan ${file}: ${why}`,
      fr: `Impossible de lire le plan ${file} : ${why}`,
    });
  }
}

/** The line of what a path leads to, or of the nearest thing around it that is there. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: (string | number)[],
  lines: LineCounter,
): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range !== undefined) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function refusal(file: string, problems: readonly string[]): InvalidInput {
  const list = problems.join('\n  ');
  return new InvalidInput(
    { en: `${file} is not a plan:\n  ${list}`, fr: `${file} n’est pas un plan :\n  ${list}` },
    { problems },
  );
}
