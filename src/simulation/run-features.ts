import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectFolder } from '../config.ts';
import type { ScenarioResult } from '../debrief/types.ts';

interface CucumberFeature {
  name: string;
  uri: string;
  elements: {
    name: string;
    keyword: string;
    tags: { name: string }[];
    steps: { result: { status: string } }[];
  }[];
}

/** A scenario, before anybody has run it. */
export type Scenario = Omit<ScenarioResult, 'status'>;

/** The business scenarios of a tag, in a fixed order; none is run. */
export async function listFeatures(tags: string, folder: string): Promise<Scenario[]> {
  const features = await cucumber(tags, folder, 'scenarios.json', ['--dry-run']);
  return features.flatMap(scenariosOf).map(({ status: _, ...scenario }) => scenario);
}

/** Run the business scenarios by tag; their own reports go to the folder of the run. */
export async function runFeatures(tags: string, folder: string): Promise<ScenarioResult[]> {
  const features = await cucumber(tags, folder, 'features.json', [
    ...['--format', `html:${join(folder, 'features.html')}`],
    ...['--format', `junit:${join(folder, 'junit.xml')}`],
  ]);
  return features
    .flatMap(scenariosOf)
    .sort((a, b) => (a.feature + a.scenario < b.feature + b.scenario ? -1 : 1));
}

async function cucumber(
  tags: string,
  folder: string,
  name: string,
  flags: readonly string[],
): Promise<CucumberFeature[]> {
  const results = join(folder, name);
  const program = join(projectFolder, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js');
  const child = spawn(
    process.execPath,
    [
      ...[program, '--profile', 'rehearsal', '--format', `json:${results}`, ...flags],
      ...(tags === '' ? [] : ['--tags', tags]),
    ],
    { cwd: projectFolder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  if (!existsSync(results)) throw new Error(`the business scenarios did not run (${code}): ${errors}`);
  const features = JSON.parse(readFileSync(results, 'utf8')) as CucumberFeature[];
  rmSync(results);
  return features;
}

function scenariosOf(feature: CucumberFeature): ScenarioResult[] {
  return feature.elements.map((element) => ({
    feature: feature.name,
    scenario: element.name,
    room: basename(dirname(feature.uri)),
    status: element.steps.every((step) => step.result.status === 'passed') ? 'passed' : 'failed',
    tags: element.tags.map((tag) => tag.name),
  }));
}
