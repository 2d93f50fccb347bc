import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { magicValues } from '../../src/sandbox/magic-values.ts';
import { aCarm } from '../support/a-carm.ts';
import { anApi, aTrainersToken } from '../support/an-api.ts';

const docs = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'partner.md'), 'utf8');

it('the example of docs/partner.md works as it stands', async () => {
  const environment = await aCarm('2024-10-21T08:00');
  const ask = anApi(environment);
  const token = await aTrainersToken(environment);
  const [interchange] = docs.match(/UNB\+.*?UNZ\+1\+REF1'/s)!;
  for (const [, path, body] of docs.matchAll(/^post (\/\w+) '(.*)'$/gm)) {
    expect((await ask('POST', `/api/v1${path}`, { token, body })).status).toBe(201);
  }
  const headers = { 'content-type': 'application/edifact' };
  const reply = await ask('POST', '/api/v1/edi/interchanges', { token, body: interchange, headers });
  expect(reply.text).toContain("GIS+ACCEPTED:STA'");
  await environment.close();
});

it('docs/partner.md names every magic value', () => {
  expect(magicValues.map((each) => each.value).filter((value) => !docs.includes(`\`${value}\``))).toEqual([]);
});
