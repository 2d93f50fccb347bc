import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumFlags, findChromium } from '../../src/debrief/find-chromium.ts';
import { type RunningServer, startServer } from '../../src/load/run-profile.ts';
import { openEnvironmentFile } from '../../src/open-environment.ts';
import { castAddress, castPassword } from '../../src/population/cast.ts';
import { prepareTraining } from '../../src/simulation/training.ts';

const executablePath = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'carm-portal-'));
const widths = { phone: 390, desktop: 1200 };

/** Pages that need nothing in their address, by who opens them. */
const pages = {
  'Alice Tremblay': [
    '/portal',
    '/portal/releases',
    '/portal/declarations',
    '/portal/declarations/new',
    '/portal/declarations/bulk',
    '/portal/financial',
    '/portal/financial/statements',
    '/portal/financial/notices',
    '/portal/financial/reconciliation',
    '/portal/payments',
    '/portal/payments/new',
    '/portal/payments/debit',
    '/portal/payments/credits',
    '/portal/security',
    '/portal/security/reduction',
    '/portal/security/cash',
    '/portal/security/cash/return',
    '/portal/security/agreements/new',
    '/portal/recourse',
    '/portal/recourse/cases',
    '/portal/recourse/mass',
    '/portal/recourse/mass/new',
    '/portal/recourse/disputes/new',
    '/portal/recourse/drawback/new',
    '/portal/recourse/rulings/new',
    '/portal/messages',
    '/portal/messages/documents',
    '/portal/messages/problems',
    '/portal/help',
    '/portal/help/new',
    '/portal/business',
    '/portal/business/invitations',
    '/portal/business/providers',
    '/portal/business/sights',
    '/profile',
    '/profile/authenticator',
    '/set-up',
    '/set-up/business',
    '/set-up/new-business',
    '/set-up/access',
  ],
  'Farid Haddad': [
    '/portal/releases/all',
    '/portal/payments/clients',
    '/portal/business/providers',
    '/portal/business/groups',
  ],
  'Grace Lee': ['/kiosk', '/kiosk/declare', '/kiosk/register', '/portal/recourse/cases'],
  'Harold Penner': ['/portal/agreements', '/portal/business'],
  'Olivia Martin': [
    '/cbsa',
    '/cbsa/accounts',
    '/cbsa/accounts/700010010RM0001',
    '/cbsa/recalculations',
    '/cbsa/tariff',
    '/cbsa/penalties',
    '/cbsa/type-c',
    '/cbsa/users',
    '/cbsa/support',
    '/cbsa/support/new',
    '/cbsa/support/problems',
  ],
  'Theo Clarke': [
    '/control',
    '/control/environments',
    '/control/exercises',
    '/control/exercises/new/0',
    '/control/load',
    '/control/sprint',
    '/control/live',
    '/control/systems',
    '/control/systems/portal/schedule',
    '/control/defects',
    '/control/changes',
    '/control/changes/new',
    '/control/broadcast',
    '/control/parameters',
    '/control/scenarios',
    '/control/scenarios/list?process=edi',
    '/control/journal',
  ],
} as const;

/** A page whatever it is about: numbers and dates stand for all others. */
function kindOf(path: string): string {
  return path.replace(/\?.*$/, '').replaceAll(/[0-9A-Z]*\d[0-9A-Z-]*/g, '#');
}

/** The pages that a page leads to, but for downloads. */
async function ledTo(page: Page, language: string): Promise<string[]> {
  const links = await page.$$eval('main a[href]', (found) => found.map((each) => each.getAttribute('href')!));
  return links
    .filter((href) => /^\/(en|fr)\/(portal|cbsa|control|profile|set-up)/.test(href))
    .filter((href) => !/[/.](pdf|csv|xlsx)$|\/(download|file)/.test(href))
    .map((href) => href.slice(`/${language}`.length));
}

describe.skipIf(executablePath === undefined)('the portal in a browser', () => {
  let browser: Browser;
  let server: RunningServer;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: chromiumFlags });
    const database = join(folder, 'portal.sqlite');
    const options = { seed: '1', startsAt: '2024-10-21T08:00' };
    const environment = await openEnvironmentFile('portal', database, options);
    await prepareTraining(environment, 45, () => undefined);
    await environment.close();
    server = await startServer(database, folder);
  });

  afterAll(async () => {
    await server.stop();
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function takingOn(
    name: string,
    language: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${server.url}/${language}/sign-in`);
    await page.locator(`button:has-text("${name}")`).click();
    await page.waitForLoadState();
    return { context, page };
  }

  for (const language of ['en', 'fr'] as const) {
    for (const [device, width] of Object.entries(widths)) {
      it(`every page in ${language} on a ${device} is accessible, does not overflow and loads nothing from outside`, async () => {
        const wrong: string[] = [];
        for (const [name, paths] of Object.entries(pages)) {
          const { context, page } = await takingOn(name, language, { viewport: { width, height: 900 } });
          page.on('request', (request) => {
            const url = request.url();
            if (!url.startsWith(server.url) && !url.startsWith('data:')) wrong.push(`outside: ${url}`);
          });
          page.on('console', (message) => {
            if (message.type() === 'error') wrong.push(`${page.url()}: ${message.text()}`);
          });
          // And one of each kind that they lead to, such as a declaration or a statement.
          const kinds = new Set<string>();
          const waiting: string[] = [...paths];
          for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
            if (kinds.has(kindOf(path))) continue;
            kinds.add(kindOf(path));
            const reply = await page.goto(`${server.url}/${language}${path}`);
            if (reply?.status() !== 200) wrong.push(`${name} ${path}: ${reply?.status()}`);
            wrong.push(...(await faultsOn(page, path, language)));
            waiting.push(...(await ledTo(page, language)));
          }
          await context.close();
        }
        expect(wrong).toEqual([]);
      }, 240_000);
    }
  }

  it('somebody creates a profile, signs in with a mailed passcode, and asks a business for access', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.url}/fr/register`);
    await page.fill('#f-name', 'Nadia Petit');
    await page.fill('#f-email', 'nadia@test.example');
    await page.fill('#f-password', 'court');
    await page.getByRole('button', { name: 'Créer le profil' }).click();
    expect(await page.locator('#errors').innerText()).toContain('Il y a un problème');
    await page.fill('#f-password', 'une longue phrase de passe');
    await page.getByRole('button', { name: 'Créer le profil' }).click();
    await signIn(page, 'nadia@test.example', 'une longue phrase de passe');
    expect(await page.locator('h1').innerText()).toBe('Première configuration');
    await page.getByRole('link', { name: 'Demande d’accès d’employé' }).click();
    await page.fill('#f-bn9', '700010028');
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    expect(await page.locator('main').innerText()).toContain('En attente');
    await context.close();

    const { page: manager, context: hers } = await takingOn('Denise Gagnon', 'fr');
    await manager.goto(`${server.url}/fr/portal/business`);
    expect(await manager.locator('main').innerText()).toContain('nadia@test.example');
    await manager.getByRole('button', { name: 'Approuver' }).click();
    expect(await manager.locator('table').innerText()).toContain('Nadia Petit');
    await hers.close();
  });

  // Everything works without a script.
  for (const javaScriptEnabled of [true, false]) {
    it(`an importer accounts for goods, corrects them and pays ${javaScriptEnabled ? 'with' : 'without'} a script`, async () => {
      const { page, context } = await takingOn('Alice Tremblay', 'en', { javaScriptEnabled });
      await page.locator('main').getByRole('link', { name: 'Account for goods' }).first().click();
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.fill('#f-number', 'A-1');
      await page.fill('#f-vendor-name', 'Werk GmbH (fictitious)');
      await page.fill('#f-value', '1,000.00');
      await page.selectOption('#f-currency', 'CAD');
      await page.getByRole('button', { name: 'Save and add a line' }).click();
      await page.fill('#f-description', 'machine parts');
      await page.fill('#f-classification', '8409.91.20.00');
      await page.selectOption('#f-countryOfOrigin', 'DE');
      await page.selectOption('#f-tariffTreatment', '2');
      await page.fill('#f-directShipmentDate', '2024-11-28');
      await page.fill('#f-valueForCurrencyConversion', '900');
      await page.selectOption('#f-valueForDutyCode', '13');
      await page.fill('#f-quantity', '10');
      await page.selectOption('#f-unitOfMeasure', 'NMB');
      await page.getByRole('button', { name: 'Save the line' }).click();
      expect(await page.locator('main').innerText()).toContain('900.00 × 5 % = 45.00');
      await page.getByRole('link', { name: 'Back to the draft' }).click();
      await page.getByRole('button', { name: 'Submit' }).click();
      expect(await page.locator('#errors').innerText()).toContain('1 fatal finding');
      await page.locator('.notice a', { hasText: 'CAD-E220' }).click();
      await page.fill('#f-value', '900');
      await page.getByRole('button', { name: 'Save the invoice' }).click();
      await page.getByRole('button', { name: 'Submit' }).click();
      expect(await page.locator('main').innerText()).toContain('$45.00');

      await page.getByRole('button', { name: 'Correct this declaration' }).click();
      await page.locator('table a').first().click();
      await page.fill('#f-valueForCurrencyConversion', '800');
      await page.getByRole('button', { name: 'Save the line' }).click();
      await page.getByRole('link', { name: 'Back to the draft' }).click();
      await page.getByRole('link', { name: 'Edit the invoice' }).click();
      await page.fill('#f-value', '800');
      await page.getByRole('button', { name: 'Save the invoice' }).click();
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('link', { name: 'What changed' }).click();
      expect(await page.locator('main').innerText()).toMatch(/900\s+800/);
      expect(await page.locator('main').innerText()).toContain('−$5.00');

      await page.goto(`${server.url}/en/portal/payments/new`);
      await page.fill('input[name=amount]', '40.00');
      await page.locator('input[name=channel]').first().check();
      await page.locator('main form button[type=submit]').last().click();
      expect(await page.locator('main').innerText()).toContain('$40.00');
      await context.close();
    });
  }

  it('a draft saves itself while it is typed', async () => {
    const { page, context } = await takingOn('Ben Okafor', 'en');
    await page.goto(`${server.url}/en/portal/declarations/new`);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('link', { name: 'Back to the draft' }).click();
    await page.fill('#f-notes', 'typed and left alone');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    expect(await page.inputValue('#f-notes')).toBe('typed and left alone');
    await context.close();
  });

  it('a broker uploads many declarations, and is told what came of each', async () => {
    const { page, context } = await takingOn('Farid Haddad', 'en');
    await page.goto(`${server.url}/en/portal/releases/all`);
    const rows = await page
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent!.trim())));
    const line = 'machine parts,8409912000,DE,2,2024-11-28,500.00,13,5,NMB';
    const file = join(folder, 'declarations.csv');
    const heading =
      'transactionNumber,importer,cadType,office,cargoControlNumber,commercial,invoice.number,invoice.vendor.name,invoice.value,invoice.currency,line.description,line.classification,line.countryOfOrigin,line.tariffTreatment,line.directShipmentDate,line.valueForCurrencyConversion,line.valueForDutyCode,line.quantity,line.unitOfMeasure';
    const declared = (row: string[], value: string) =>
      `${row[0]},${row[1]},AB,${row[4]},${row[6]},yes,B-1,Werk GmbH,${value},CAD,${line}`;
    const [first, second] = rows.slice(-2) as [string[], string[]];
    writeFileSync(file, [heading, declared(first, '500.00'), declared(second, '501.00')].join('\n'));
    await page.goto(`${server.url}/en/portal/declarations/bulk`);
    await page.setInputFiles('input[type=file]', file);
    await page.getByRole('button', { name: 'Submit all' }).click();
    const told = await page.locator('table').innerText();
    expect(told).toMatch(new RegExp(`${first[0]}\\s+Accepted`));
    expect(told).toMatch(new RegExp(`${second[0]}\\s+Rejected.*CAD-E220`, 's'));
    await context.close();
  });

  it('a trainer moves time, and the portal shows it', async () => {
    const { page, context } = await takingOn('Theo Clarke', 'en');
    const before = await page.locator('.simulation').innerText();
    await page.getByRole('button', { name: 'One day' }).click();
    await page.waitForLoadState();
    expect(await page.locator('.simulation').innerText()).not.toBe(before);
    await context.close();
  });

  it('a member of the cast may sign in by password too', async () => {
    const context: BrowserContext = await browser.newContext();
    const page = await context.newPage();
    await signIn(page, castAddress('Carmen Ruiz'), castPassword);
    expect(await page.locator('h1').innerText()).toBe('Accueil');
    await context.close();
  });

  /** Address and password, then the passcode of the simulated mailbox; in French. */
  async function signIn(page: Page, email: string, password: string): Promise<void> {
    await page.goto(`${server.url}/fr/sign-in`);
    await page.fill('#f-email', email);
    await page.fill('#f-password', password);
    await page.getByRole('button', { name: 'Continuer' }).click();
    const mailbox = await page.context().newPage();
    await mailbox.goto(`${server.url}/fr/mailbox?address=${email}`);
    const code = /\d{6}/.exec(await mailbox.locator('article').first().innerText())![0];
    await mailbox.close();
    await page.fill('#f-code', code);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForLoadState();
  }
});

async function faultsOn(page: Page, path: string, language: string): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  const faults = violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`);
  const overflow = (await page.evaluate(
    'document.documentElement.scrollWidth - window.innerWidth',
  )) as number;
  if (overflow > 0) faults.push(`${path} overflows by ${overflow}`);
  if ((await page.getAttribute('html', 'lang')) !== language) faults.push(`${path} is not in ${language}`);
  return faults;
}
