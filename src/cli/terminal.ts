import { readFileSync } from 'node:fs';
import { DomainError, InvalidInput } from '../errors.ts';

/** Text of a file, or of the standard input for "-". */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new InvalidInput({
      en: `Cannot read ${file}: ${(error as Error).message}`,
      fr: `Impossible de lire ${file} : ${(error as Error).message}`,
    });
  }
}

export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidInput({
      en: `${file} is not JSON: ${(error as Error).message}`,
      fr: `${file} n’est pas du JSON : ${(error as Error).message}`,
    });
  }
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** What went wrong, in both languages, and an exit code: 2 for what was given, 1 for what was found. */
export function fail(error: unknown): void {
  if (error instanceof DomainError) {
    process.stderr.write(`${error.text.en}\n${error.text.fr}\n`);
    process.exitCode = 2;
    return;
  }
  throw error;
}
