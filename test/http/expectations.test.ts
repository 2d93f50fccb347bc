import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { issueText } from '../../src/http/problem.ts';

const source = join(import.meta.dirname, '..', '..', 'src');

it('tells in French too what a schema of ours expects', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  // The plan of a rehearsal and the seeds are read by the command line, which tells lines and paths.
  const read = files.filter((file) => !/^(simulation|reference|tariff)\//.test(file));
  const expected = read.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/\berror: '([^']+)'/g)].map((match) => match[1]!),
  );
  expect(expected.length).toBeGreaterThan(10);
  const untold = [...new Set(expected)].filter((error) => {
    const { issues } = z.string().regex(/^$/, { error }).safeParse('x').error!;
    const { en, fr } = issueText(issues[0]!);
    return en !== error || fr === error;
  });
  expect(untold).toEqual([]);
});
