import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUpChromium } from './chromium.ts';

/** All kinds of test in a row, counted together. Says what it could not set up, and what that leaves out. */

const root = join(import.meta.dirname, '..');
const reports = join(root, 'reports', 'tests');
const bin = (...path: string[]) => join(root, 'node_modules', ...path);
const total = { passed: 0, failed: 0 };

mkdirSync(join(root, 'reports', 'features'), { recursive: true });
mkdirSync(reports, { recursive: true });
if (setUpChromium(console.log) === undefined) {
  console.log(
    'No Chromium: the browser tests are left out. Install Chromium or Chrome, or set CHROMIUM_PATH.',
  );
  console.log(
    'Pas de Chromium : les essais de navigateur sont laissés de côté. Installez Chromium ou Chrome, ou définissez CHROMIUM_PATH.',
  );
}

step('format and lint', [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.']);
step('types', [bin('typescript', 'bin', 'tsc'), '-p', '.']);
step('types of the load scripts', [bin('typescript', 'bin', 'tsc'), '-p', 'load']);
step('reference data', [join(root, 'bin', 'carm.js'), 'seed', 'check']);
unitTests();
features();

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function step(name: string, command: string[]): void {
  console.log(`\n== ${name}`);
  const isGood = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status === 0;
  count(isGood ? 1 : 0, isGood ? 0 : 1);
}

function unitTests(): void {
  console.log('\n== unit, API, kill and browser tests');
  const results = join(reports, 'vitest.json');
  rmSync(results, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  spawnSync(process.execPath, [bin('vitest', 'vitest.mjs'), 'run', ...reporters], {
    cwd: root,
    stdio: 'inherit',
  });
  if (!existsSync(results)) {
    count(0, 1);
    return;
  }
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
    readFileSync(results, 'utf8'),
  ) as Record<string, number>;
  count(numPassedTests!, numFailedTests! > 0 ? numFailedTests! : Math.min(1, numFailedTestSuites!));
}

function features(): void {
  console.log('\n== features');
  const report = join(root, 'reports', 'features', 'junit.xml');
  rmSync(report, { force: true });
  spawnSync(process.execPath, [bin('@cucumber', 'cucumber', 'bin', 'cucumber.js')], {
    cwd: root,
    stdio: 'inherit',
  });
  const suite = existsSync(report)
    ? (/<testsuite ([^>]*)>/.exec(readFileSync(report, 'utf8'))?.[1] ?? '')
    : '';
  const numberOf = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? Number.NaN);
  const [tests, failures] = [numberOf('tests'), numberOf('failures')];
  if (Number.isNaN(tests + failures)) count(0, 1);
  else count(tests - failures, failures);
}

function count(passed: number, failed: number): void {
  total.passed += passed;
  total.failed += failed;
}
