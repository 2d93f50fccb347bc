import { afterAll, beforeAll, expect, it } from 'vitest';
import { submitCad } from '../../src/cad/submit.ts';
import { type Environment, system } from '../../src/open-environment.ts';
import { receivePayment } from '../../src/payments/pay.ts';
import { bringInCast } from '../../src/population/cast.ts';
import { aCad, aCarm, aNumber, asImporter, released } from '../support/a-carm.ts';
import { aVisitor } from '../support/a-visitor.ts';
import { pagesOfPdf } from '../support/pdf-text.ts';

const maple = '700010010RM0001';
const declarations = Array.from({ length: 60 }, (_, index) => index + 1);

let environment: Environment;

// Sixty declarations of $50.00 of GST each and a payment of $20.00: a statement of $2,980.00, on several pages.
beforeAll(async () => {
  environment = await aCarm();
  await bringInCast(environment.as(system));
  const as = asImporter(environment, maple);
  for (const serial of declarations)
    await submitCad(as, aCad(maple, await released(environment, maple as never, serial)));
  await receivePayment(as, { programAccount: maple, channel: 'online-banking', amount: '20.00' });
  await environment.advanceTo('2024-11-26T09:00');
});

afterAll(() => environment.close());

async function download(language: 'en' | 'fr', name = 'Alice Tremblay') {
  const visitor = await aVisitor(environment, name, language);
  return (await visitor.open('/portal/financial/statements/2024-11-25/pdf')).bytes;
}

it('has the balances and each entry, says that it simulates, and numbers its pages', async () => {
  const bytes = await download('en');
  const pages = pagesOfPdf(bytes);
  const text = pages.join('\n');
  expect(pages.length).toBeGreaterThan(2);
  for (const serial of declarations) expect(text).toContain(aNumber(serial));
  for (const shown of ['Opening balance\n$0.00', 'Closing balance\n$2,980.00', '$50.00', '–$20.00'])
    expect(text).toContain(shown);
  expect(text).toContain('Simulation: not the real CARM, and no official document · Environment test');
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page.includes('Declaration\n')).toBe(page.includes('Document\nReference\nPosted on'));
  });
});

it('is in the language of the reader, accents and all', async () => {
  const bytes = await download('fr');
  const text = pagesOfPdf(bytes).join('\n');
  for (const shown of [
    'Relevé de compte – 25 novembre 2024',
    'Solde de clôture\n2\u00A0980,00\u00A0$',
    'Page 1 sur',
  ])
    expect(text).toContain(shown);
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/Lang \(fr-CA\)/);
});

it('is the same to the byte whenever the same is asked for, and dated as the statement is', async () => {
  const first = await download('en');
  await environment.advanceTo('2024-11-27T09:00');
  expect(Buffer.from(await download('en')).equals(first)).toBe(true);
  expect(Buffer.from(first).toString('latin1')).toContain('(D:20241125000000Z)');
});
