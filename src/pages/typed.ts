import { z } from '@hono/zod-openapi';
import type { Bilingual } from '../errors.ts';
import type { Language } from './words.ts';

/** Text that has to look like this; where it does not, or nothing was typed, the visitor is told what would. */
export function typedText(pattern: RegExp, text: Bilingual) {
  return z
    .string()
    .prefault('')
    .refine((typed) => pattern.test(typed), { params: { text } });
}

/** Dollars, however a person writes them: 1234.50, $1,234.50 or 1 234,50. */
export const typedAmount = z
  .string()
  .prefault('')
  .transform(plainAmount)
  .refine((amount) => /^\d{1,13}(\.\d{1,2})?$/.test(amount), {
    params: {
      text: { en: 'Enter an amount such as 1234.50', fr: 'Entrez un montant tel que 1234,50' },
    },
  });

export const typedDate = z
  .string()
  .prefault('')
  .refine((date) => z.iso.date().safeParse(date).success, {
    params: {
      text: { en: 'Enter a date such as 2024-11-25', fr: 'Entrez une date telle que 2024-11-25' },
    },
  });

/** Dollars on the wire, as they would be typed in a language. */
export function asTyped(amount: string, language: Language): string {
  return language === 'en' ? amount : amount.replace('.', ',');
}

/** One of several that has to be chosen. */
export function chosenFrom<T extends string>(values: readonly T[]) {
  return z
    .custom<T | undefined>()
    .refine((value): value is T => value !== undefined && values.includes(value), {
      params: { text: { en: 'Choose one of the options', fr: 'Choisissez une des options' } },
    });
}

/** Any number of things that were ticked: one comes as text, several as a list. */
export function allTicked(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}

/** An amount as it is written in either language, in digits. */
export function plainAmount(typed: string): string {
  const bare = typed.replaceAll(/[\s$\u00a0\u202f]/g, '');
  return /^\d+,\d{1,2}$/.test(bare) ? bare.replace(',', '.') : bare.replaceAll(/,(?=\d{3})/g, '');
}
