import { z } from '@hono/zod-openapi';
import { type FormState, selectField, textField } from '../../pages/form.ts';
import { type Html, html } from '../../pages/html.ts';
import { programWords } from '../../pages/secured-programs.ts';
import { asTyped, typedAmount, typedDate, typedText } from '../../pages/typed.ts';
import { inBoth, type Language } from '../../pages/words.ts';
import { securedPrograms } from '../../security/types.ts';

const words = inBoth({
  number: ['Agreement number', 'Numéro de convention'],
  numberHint: ['The provider’s own', 'Celui du fournisseur'],
  authority: [
    'Act or regulation under which the security is given',
    'Loi ou règlement en vertu duquel la garantie est donnée',
  ],
  customsAct: ['Customs Act s. 3.4', 'Loi sur les douanes, art. 3.4'],
  amount: ['Amount', 'Montant'],
  validFrom: ['Valid from', 'Valide à partir du'],
  validTo: ['Valid to', 'Valide jusqu’au'],
  validToHint: ['Leave empty for a continuous agreement', 'Laissez vide pour une convention continue'],
});

/** What is told of an agreement, whoever enters it. Law: SOR/2024-42 s. 5(2). */
export const agreementTerms = {
  program: z.enum(securedPrograms).default('importation'),
  agreementNumber: typedText(/^.{1,30}$/, {
    en: 'Enter the agreement number, thirty characters at most',
    fr: 'Entrez le numéro de convention, trente caractères au plus',
  }),
  authority: typedText(/^.{1,100}$/, {
    en: 'Enter the act or regulation',
    fr: 'Entrez la loi ou le règlement',
  }),
  amount: typedAmount,
  validFrom: typedDate,
  validTo: typedDate.optional(),
};

/** What may be amended. Without a last day the agreement is continuous. */
export const Amendment = z.object({
  amount: typedAmount,
  validTo: typedDate.optional().transform((date) => date ?? null),
});

export function termFields(language: Language, state: FormState, today: string): Html {
  const w = words[language];
  const programs = securedPrograms.map((program) => [program, programWords[language][program]] as const);
  return html`
${selectField(language, state, { name: 'program', label: programWords[language].program, options: programs, value: 'importation' })}
${textField(language, state, { name: 'agreementNumber', label: w.number, hint: w.numberHint, size: 20, maxlength: 30, isRequired: true })}
${textField(language, state, { name: 'authority', label: w.authority, value: w.customsAct, maxlength: 100, isRequired: true })}
${textField(language, state, { name: 'amount', label: w.amount, size: 16, inputmode: 'decimal', isRequired: true })}
${textField(language, state, { name: 'validFrom', label: w.validFrom, type: 'date', value: today, isRequired: true })}
${textField(language, state, { name: 'validTo', label: w.validTo, hint: w.validToHint, type: 'date' })}`;
}

export function amendmentFields(
  language: Language,
  state: FormState,
  { amount, validTo }: { amount: string; validTo: string | null },
): Html {
  const w = words[language];
  return html`
${textField(language, state, { name: 'amount', label: w.amount, size: 16, inputmode: 'decimal', value: asTyped(amount, language), isRequired: true })}
${textField(language, state, { name: 'validTo', label: w.validTo, hint: w.validToHint, type: 'date', value: validTo ?? '' })}`;
}
