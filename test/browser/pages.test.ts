import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/config.ts';
import { chromiumFlags, findChromium } from '../../src/debrief/find-chromium.ts';
import { type RunningServer, startServer } from '../../src/load/run-profile.ts';
import { openEnvironmentFile } from '../../src/open-environment.ts';
import { readPlan } from '../../src/simulation/read-plan.ts';
import { rehearse } from '../../src/simulation/rehearse.ts';

const executablePath = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'carm-pages-'));
const widths = { phone: 390, desktop: 1200 };

describe.skipIf(executablePath === undefined)('in a browser', () => {
  let browser: Browser;
  let server: RunningServer;
  let run: string;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: chromiumFlags });
    const database = join(folder, 'pages.sqlite');
    await (await openEnvironmentFile('pages', database, { seed: '1', startsAt: '2024-11-04T09:00' })).close();
    server = await startServer(database, folder);
    const { load, ...plan } = readPlan(join(projectFolder, 'scenarios', 'quick-rehearsal.yaml'));
    const small = {
      ...plan,
      population: { importers: 6, brokers: 1 },
      trade: { ...plan.trade, releasesPerDay: 3 },
      features: { tags: '@payments' },
    };
    run = await rehearse(small, folder, { stage: () => undefined, step: () => undefined });
  });

  afterAll(async () => {
    await server.stop();
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it('the API is browsable, and loads nothing from outside', async () => {
    const page = await browser.newPage();
    const outside: string[] = [];
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') outside.push(request.url());
    });
    await page.goto(`${server.url}/docs`);
    await page.locator('#operations-tag-cads button').first().click();
    await page.getByText('Submit a Commercial Accounting Declaration').waitFor();
    await page.getByText('Simulation. This is not the real CARM.').waitFor();
    expect(outside).toEqual([]);
    await page.close();
  });

  for (const [file, language] of [
    ['debrief.html', 'en'],
    ['debrief.fr.html', 'fr'],
  ] as const) {
    for (const [device, width] of Object.entries(widths)) {
      it(`the debrief in ${language} on a ${device} has no accessibility violations and does not overflow`, async () => {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        await page.goto(pathToFileURL(join(run, file)).href);
        expect(await page.getAttribute('html', 'lang')).toBe(language);
        expect(await page.locator('svg').count()).toBeGreaterThanOrEqual(2);
        expect(await violationsOn(page)).toEqual([]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        expect(overflow).toBeLessThanOrEqual(0);
        await page.close();
      });
    }
  }

  it('the debrief says in its text what its data says', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(run, 'debrief.html')).href);
    const { business } = JSON.parse(readFileSync(join(run, 'debrief.json'), 'utf8')) as {
      business: { digest: string };
    };
    expect(await page.textContent('main')).toContain(business.digest);
    await page.close();
  });
});

async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
}
