import type { Command } from 'commander';
import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import { issueText } from '../http/problem.ts';
import { classify, otherKinds } from '../support/classify.ts';
import { priorityRules } from '../support/priority-rules.ts';
import { ToClassify } from '../support/types.ts';
import { printJson, readJson } from './terminal.ts';

export function classifyIncidentCommand(program: Command): void {
  program
    .command('classify-incident')
    .description(
      'Decide the kind and priority of incidents from facts given as a JSON array, from a file or the standard input',
    )
    .argument('[file]', 'file, or - for the standard input', '-')
    .option('--rules', 'print the rules that decide, in their order, instead')
    .action((file: string, options: { rules?: boolean }) => {
      if (options.rules === true) printJson(rules());
      else printJson(classifyAll(file, readJson(file)));
    });
}

function classifyAll(file: string, given: unknown) {
  const parsed = z.array(ToClassify).safeParse(given);
  if (!parsed.success) throw notAsExpected(file, given, parsed.error);
  return parsed.data.map(({ id, ...facts }) => {
    const { kind, priority, rule, supportsClaim } = classify(facts);
    return { id, kind, priority, rule: rule.id, supportsClaim };
  });
}

function rules() {
  const others = Object.entries(otherKinds).map(([id, text]) => ({ id, priority: null, ...text }));
  return [...others, ...priorityRules.map(({ id, priority, text }) => ({ id, priority, ...text }))];
}

/** Every element and field that is not as it should be, by its place and by its own id. */
function notAsExpected(file: string, given: unknown, error: z.ZodError): InvalidInput {
  const listed = error.issues.slice(0, 50).map((issue) => {
    const { en, fr } = issueText(issue);
    const place = placeOf(given, issue.path);
    return { en: `${place.en}: ${en}`, fr: `${place.fr} : ${fr}` };
  });
  return new InvalidInput({
    en: `${file} is not an array of incidents to classify:\n  ${listed.map(({ en }) => en).join('\n  ')}`,
    fr: `${file} n’est pas un tableau d’incidents à classer :\n  ${listed.map(({ fr }) => fr).join('\n  ')}`,
  });
}

function placeOf(given: unknown, [index, ...field]: readonly PropertyKey[]) {
  if (typeof index !== 'number' || !Array.isArray(given))
    return { en: 'the whole file', fr: 'le fichier entier' };
  const id: unknown = (given[index] as { id?: unknown } | null)?.id;
  const named = id === undefined ? '' : ` (id ${String(id)})`;
  const at = field.length === 0 ? ['', ''] : [`, field ${field.join('.')}`, `, champ ${field.join('.')}`];
  return { en: `element ${index + 1}${named}${at[0]}`, fr: `élément ${index + 1}${named}${at[1]}` };
}
