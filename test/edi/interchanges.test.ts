import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgramAccountNumber } from '../../src/accounts/identifiers.ts';
import type { Environment } from '../../src/open-environment.ts';
import { aCad, aCarm, anImporter, released } from '../support/a-carm.ts';
import { type Ask, anApi, aToken } from '../support/an-api.ts';
import { anInterchange, anXmlInterchange } from '../support/an-interchange.ts';

let environment: Environment;
let importer: ProgramAccountNumber;
let token: string;
let ask: Ask;

beforeEach(async () => {
  environment = await aCarm();
  importer = await anImporter(environment, 1);
  token = await aToken(environment, importer);
  ask = anApi(environment);
});

afterEach(() => environment.close());

const send = (body: string, type = 'application/edifact', accept = 'application/json') =>
  ask('POST', '/api/v1/edi/interchanges', { token, body, headers: { 'content-type': type, accept } });

describe('an interchange', () => {
  it('is answered', async () => {
    const cad = aCad(importer, await released(environment, importer, 1));
    const text = anInterchange('REF1', { declared: cad });
    console.log(text);
    const reply = await send(text, undefined, '*/*');
    console.log(reply.status, reply.text);
    const again = await send(text);
    console.log(again.text);
    const bad = await send(
      text
        .replace('REF1', 'REF2')
        .replace('REF1', 'REF2')
        .replace('DTM+11:20241101', 'DTM+11:2024110')
        .replace('CST+1+84', 'CST+1+8X'),
    );
    console.log(bad.text);
    const xml = anXmlInterchange('X1', {
      declared: aCad(importer, await released(environment, importer, 2)),
    });
    console.log(xml);
    console.log((await send(xml, 'application/xml', '*/*')).text);
    console.log(
      (
        await send(
          xml.replace('X1', 'X2').replace('>DE<', '>D<').replace('<Seller>', '<Sellr>x</Sellr><Seller>'),
          'application/xml',
          '*/*',
        )
      ).text,
    );
    console.log(
      (await send(xml.replace('X1', 'X3').replace('</Seller>', ''), 'application/xml', '*/*')).text,
    );
  });
});
