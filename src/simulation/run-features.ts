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

/** Run the business scenarios by tag; their own reports go to the folder of the run. */
export async function runFeatures(tags: string, folder: string): Promise<ScenarioResult[]> {
  const results = join(folder, 'features.json');
  const program = join(projectFolder, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js');
  const formats = [
    `html:${join(folder, 'features.html')}`,
    `junit:${join(folder, 'junit.xml')}`,
    `json:${results}`,
  ];
  const flags = ['--profile', 'rehearsal', ...formats.flatMap((format) => ['--format', format])];
  if (tags !== '') flags.push('--tags', tags);
  const child = spawn(process.execPath, [program, ...flags], {
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('exit', resolve);
    child.on('error', reject);
  });
  if (!existsSync(results)) throw new Error(`the business scenarios did not run (${code}): ${errors}`);
  const features = JSON.parse(readFileSync(results, 'utf8')) as CucumberFeature[];
  rmSync(results);
  return features
    .flatMap(scenariosOf)
    .sort((a, b) => (a.feature + a.scenario < b.feature + b.scenario ? -1 : 1));
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
