import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type PickleStep } from '@cucumber/messages';
import parseTags from '@cucumber/tag-expressions';
import { projectFolder } from '../config.ts';
import type { ScenarioResult } from '../debrief/types.ts';
import { InvalidInput } from '../errors.ts';

/** A business scenario as it is written, before anybody has run it. */
export interface Scenario extends Omit<ScenarioResult, 'status'> {
  language: string;
  /** Its steps with those of its background, in plain words. */
  steps: string[];
  /** The same as a runner takes them. */
  asRun: readonly PickleStep[];
}

const features = join(projectFolder, 'features');

/** All business scenarios by feature, those of a tag expression alone; each row of an outline is one. */
export function catalogue(tags = ''): Scenario[] {
  return featureFiles().flatMap(scenariosIn).filter(chosenBy(tags));
}

/** Whether an expression of tags chooses a scenario; an empty one chooses every scenario. @throws InvalidInput */
export function chosenBy(tags: string): (scenario: Pick<Scenario, 'tags'>) => boolean {
  if (tags === '') return () => true;
  const expression = expressionOf(tags);
  return (scenario) => expression.evaluate(scenario.tags);
}

function expressionOf(tags: string) {
  try {
    return parseTags(tags);
  } catch (error) {
    const why = (error as Error).message.split('\n')[0];
    throw new InvalidInput({
      en: `"${tags}" is not an expression of tags, such as "@edi and not @slow": ${why}`,
      fr: `« ${tags} » n’est pas une expression d’étiquettes, telle que « @edi and not @slow » : ${why}`,
    });
  }
}

function featureFiles(): string[] {
  return readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature'))
    .map((file) => join(features, file))
    .sort();
}

function scenariosIn(file: string): Scenario[] {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  const document = parser.parse(readFileSync(file, 'utf8'));
  const { name = '', language = 'en' } = document.feature ?? {};
  return compile(document, relative(projectFolder, file), newId).map((pickle) => ({
    feature: name,
    scenario: pickle.name,
    room: basename(dirname(file)),
    tags: pickle.tags.map((tag) => tag.name),
    language,
    steps: pickle.steps.map((step) => step.text),
    asRun: pickle.steps,
  }));
}
