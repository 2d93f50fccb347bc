import type { Command } from 'commander';
import { z } from 'zod';
import { assessDeclared, ToAssess } from '../assessment/assess-declared.ts';
import { InvalidInput } from '../errors.ts';
import { openEnvironment } from '../open-environment.ts';
import { ReferenceData } from '../reference/reference.ts';
import { readSeeds } from '../reference/seeds.ts';
import { Tariff } from '../tariff/tariff.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { printJson, readJson } from './terminal.ts';

export function assessCommand(program: Command): void {
  program
    .command('assess')
    .description(
      'Assess declarations given as JSON: an array of { id, input }, from a file or the standard input',
    )
    .argument('[file]', 'file, or - for the standard input', '-')
    .option(
      '-e, --environment <name>',
      'use the reference data of an environment instead of the shipped seeds',
    )
    .action(async (file: string, options: { environment?: string }) => {
      const given = readJson(file);
      const parsed = z.array(ToAssess).safeParse(Array.isArray(given) ? given : [given]);
      if (!parsed.success) throw notAsExpected(file, parsed.error);
      printJson(assessDeclared(parsed.data, await tariffFor(options.environment)));
    });
}

async function tariffFor(name: string | undefined): Promise<Tariff> {
  if (name === undefined) return new Tariff(new ReferenceData(readSeeds().records));
  const environment = await openEnvironment(name);
  try {
    return await tariffOf(environment.store);
  } finally {
    await environment.close();
  }
}

function notAsExpected(file: string, error: z.ZodError): InvalidInput {
  const issues = error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return new InvalidInput({
    en: `${file} is not an array of declarations to assess:\n  ${issues.join('\n  ')}`,
    fr: `${file} n’est pas un tableau de déclarations à calculer :\n  ${issues.join('\n  ')}`,
  });
}
