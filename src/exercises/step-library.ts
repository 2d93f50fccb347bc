import type { PickleStep } from '@cucumber/messages';
import { projectFolder } from '../config.ts';
import type { Environment } from '../open-environment.ts';

/** What the steps of a scenario work on: an environment, and what they keep for each other. */
export interface World extends Record<string, unknown> {
  environment: Environment;
  /** The program account of a business by its name in the scenario. */
  accountOf(name: string): string;
}

/** What of the loaded code is used; its own types tell only where it came from. */
interface Library {
  World: new (options: object) => World;
  stepDefinitions: readonly {
    matchesStepName(text: string): boolean;
    getInvocationParameters(request: { step: PickleStep; world: World }): Promise<{ parameters: unknown[] }>;
    code: (this: World, ...parameters: unknown[]) => unknown;
  }[];
}

let loaded: Promise<Library> | undefined;

/** The code of all steps, by which the automated run checks scenarios as well; loaded with the first exercise. */
function library(): Promise<Library> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Library> {
  const { loadSupport } = await import('@cucumber/cucumber/api');
  const support = { importPaths: ['features/steps/*.ts'] };
  const sources = {
    defaultDialect: 'en',
    paths: [],
    names: [],
    tagExpression: '',
    order: 'defined' as const,
  };
  return (await loadSupport({ sources, support }, { cwd: projectFolder })) as unknown as Library;
}

/** A world of a scenario over an environment, before its first step. */
export async function worldOver(environment: Environment): Promise<World> {
  const { World: Constructed } = await library();
  const unused = () => undefined;
  const world = new Constructed({ attach: unused, log: unused, link: unused, parameters: {} });
  world.environment = environment;
  return world;
}

/** Run one step on a world, as the automated run does. @throws what the step throws, such as a check that fails */
export async function runStep(world: World, step: PickleStep): Promise<void> {
  const { stepDefinitions } = await library();
  const definition = stepDefinitions.find((each) => each.matchesStepName(step.text));
  if (definition === undefined) throw new Error(`no step is written for "${step.text}"`);
  const { parameters } = await definition.getInvocationParameters({ step, world });
  await definition.code.apply(world, parameters);
}
