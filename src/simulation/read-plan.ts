import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Bilingual, InvalidInput } from '../errors.ts';
import { contradictionsOf } from './contradictions.ts';
import { Plan } from './plan.ts';

type Document = ReturnType<typeof parseDocument>;

/** Read a plan; what is wrong with it is told by line and path, all at once. */
export function readPlan(file: string): Plan {
  const lines = new LineCounter();
  const document = parseDocument(readPlanText(file), { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const { line } = lines.linePos(error.pos[0]);
      const why = error.message.split('\n')[0];
      return { en: `line ${line}: ${why}`, fr: `ligne ${line} : ${why}` };
    });
    throw refusal(file, problems);
  }
  const written = document.toJS() as unknown;
  const parsed = Plan.safeParse(written);
  if (!parsed.success) throw refusal(file, issuesOf(written, document, lines));
  const contradictions = contradictionsOf(parsed.data);
  if (contradictions.length > 0) throw refusal(file, contradictions);
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

/** Where the plan is not of the right shape, in both languages. */
function issuesOf(written: unknown, document: Document, lines: LineCounter): Bilingual[] {
  const inEnglish = Plan.safeParse(written, { error: z.locales.en().localeError }).error!.issues;
  const inFrench = Plan.safeParse(written, { error: z.locales.fr().localeError }).error!.issues;
  return inEnglish.map(({ path, message }, i) => {
    const line = lineOf(document, path as (string | number)[], lines);
    const at = path.join('.') || '(plan)';
    return {
      en: `line ${line}: ${at}: ${message}`,
      fr: `ligne ${line} : ${at} : ${inFrench[i]!.message}`,
    };
  });
}

/** The line of what a path leads to, or of the nearest thing around it that is there. */
function lineOf(document: Document, path: (string | number)[], lines: LineCounter): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range !== undefined) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function refusal(file: string, problems: readonly Bilingual[]): InvalidInput {
  const list = (language: 'en' | 'fr') => problems.map((each) => each[language]).join('\n  ');
  return new InvalidInput(
    {
      en: `${file} is not a plan:\n  ${list('en')}`,
      fr: `${file} n’est pas un plan :\n  ${list('fr')}`,
    },
    { problems: problems.map((each) => each.en) },
  );
}
