import type { z } from '@hono/zod-openapi';
import { type Bilingual, DomainError } from '../errors.ts';
import { issueText } from '../http/problem.ts';
import { each, type Html, html, nothing } from './html.ts';
import { inBoth, type Language } from './words.ts';

/** What somebody typed, by the names of the fields. A field given more than once keeps all its values. */
export type Values = Record<string, string | string[]>;

export interface FieldError {
  /** Empty: of the form as a whole. */
  field: string;
  text: Bilingual;
}

/** A form as it is shown: what was typed and what is wrong with it. */
export interface FormState {
  values: Values;
  errors: FieldError[];
}

export const untouched: FormState = { values: {}, errors: [] };

export const formWords = inBoth({
  summary: ['There is a problem', 'Il y a un problème'],
  required: ['required', 'obligatoire'],
  error: ['Error:', 'Erreur :'],
  choose: ['Choose', 'Choisir'],
});

/** All that is wrong, at the top, each leading to its field. */
export function errorSummary(language: Language, { errors }: FormState): Html {
  if (errors.length === 0) return nothing;
  return html`<section class="error-summary" role="alert" tabindex="-1" id="errors" aria-labelledby="errors-title"><h2 id="errors-title">${formWords[language].summary}</h2><ul>${each(
    errors,
    ({ field, text }) =>
      html`<li>${field === '' ? text[language] : html`<a href="#${idOf(field)}">${text[language]}</a>`}</li>`,
  )}</ul></section>`;
}

interface FieldBase {
  name: string;
  label: string;
  hint?: string;
  isRequired?: boolean;
}

export interface TextField extends FieldBase {
  type?: 'text' | 'email' | 'password' | 'date' | 'search' | 'number' | 'file' | 'datetime-local';
  value?: string | undefined;
  /** Expected length, in characters, of what is typed. */
  size?: number;
  autocomplete?: string;
  inputmode?: 'numeric' | 'decimal';
  maxlength?: number;
  accept?: string;
}

const flag = (name: string, isOn: boolean | undefined) => (isOn === true ? html` ${name}` : nothing);

const attribute = (name: string, value: string | number | undefined) =>
  value === undefined ? nothing : html` ${name}="${value}"`;

export function textField(language: Language, state: FormState, field: TextField): Html {
  const { name, type = 'text', size, autocomplete, inputmode, maxlength, accept } = field;
  const value = type === 'password' || type === 'file' ? undefined : typed(state, name, field.value);
  return around(
    language,
    state,
    field,
    (described) =>
      html`<input id="${idOf(name)}" name="${name}" type="${type}"${attribute('value', value)}${attribute('size', size)}${attribute('autocomplete', autocomplete)}${attribute('inputmode', inputmode)}${attribute('maxlength', maxlength)}${attribute('accept', accept)}${flag('required', field.isRequired)}${described}>`,
  );
}

export function textArea(
  language: Language,
  state: FormState,
  field: FieldBase & { value?: string | undefined; rows?: number },
): Html {
  const { name, rows = 4 } = field;
  return around(
    language,
    state,
    field,
    (described) =>
      html`<textarea id="${idOf(name)}" name="${name}" rows="${rows}"${flag('required', field.isRequired)}${described}>${typed(state, name, field.value) ?? ''}</textarea>`,
  );
}

export type Options = readonly (readonly [value: string, label: string])[];

export function selectField(
  language: Language,
  state: FormState,
  field: FieldBase & { options: Options; value?: string | undefined; isOptional?: boolean },
): Html {
  const { name, options } = field;
  const chosen = typed(state, name, field.value);
  const empty =
    field.isOptional === true || options.every(([value]) => value !== chosen)
      ? html`<option value="">${formWords[language].choose}</option>`
      : nothing;
  return around(
    language,
    state,
    field,
    (described) =>
      html`<select id="${idOf(name)}" name="${name}"${flag('required', field.isRequired)}${described}>${empty}${each(
        options,
        ([value, label]) =>
          html`<option value="${value}"${flag('selected', value === chosen)}>${label}</option>`,
      )}</select>`,
  );
}

/** One of several, or with `isMany` any number of them. */
export function choiceField(
  language: Language,
  state: FormState,
  field: FieldBase & { options: Options; value?: string | string[] | undefined; isMany?: boolean },
): Html {
  const { name, label, hint, options, isMany = false } = field;
  const chosen = [state.values[name] ?? field.value ?? []].flat();
  const errors = state.errors.filter((error) => error.field === name);
  const described = describedBy(name, hint, errors.length > 0);
  return html`<fieldset class="field${errors.length > 0 ? ' field-wrong' : ''}" id="${idOf(name)}"${described}><legend>${label}${mark(language, field)}</legend>${hintOf(name, hint)}${errorsOf(language, name, errors)}${each(
    options,
    ([value, text], index) =>
      html`<div class="choice"><input id="${idOf(name)}-${index}" type="${isMany ? 'checkbox' : 'radio'}" name="${name}" value="${value}"${flag('checked', chosen.includes(value))}><label for="${idOf(name)}-${index}">${text}</label></div>`,
  )}</fieldset>`;
}

export function hidden(name: string, value: string | number): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

export function button(
  text: string,
  options: { name?: string; value?: string; isSecondary?: boolean } = {},
): Html {
  const { name, value, isSecondary = false } = options;
  return html`<button type="submit" class="button${isSecondary ? ' button-secondary' : ''}"${attribute('name', name)}${attribute('value', value)}>${text}</button>`;
}

/** A form that changes something. */
export function postForm(
  action: string,
  body: Html | Html[],
  options: { isUpload?: boolean; label?: string } = {},
): Html {
  return html`<form method="post" action="${action}" novalidate${attribute('aria-label', options.label)}${options.isUpload === true ? html` enctype="multipart/form-data"` : nothing}>${body}</form>`;
}

/** A button alone, such as to sign out. */
export function postButton(
  action: string,
  text: string,
  fields: Record<string, string> = {},
  isSecondary = true,
): Html {
  return postForm(
    action,
    html`${Object.entries(fields).map(([name, value]) => hidden(name, value))}${button(text, { isSecondary })}`,
  );
}

function around(
  language: Language,
  state: FormState,
  field: FieldBase,
  input: (described: Html) => Html,
): Html {
  const { name, label, hint } = field;
  const errors = state.errors.filter((error) => error.field === name);
  const isWrong = errors.length > 0;
  return html`<div class="field${isWrong ? ' field-wrong' : ''}"><label for="${idOf(name)}">${label}${mark(language, field)}</label>${hintOf(name, hint)}${errorsOf(language, name, errors)}${input(describedBy(name, hint, isWrong))}</div>`;
}

function mark(language: Language, { isRequired }: FieldBase): Html {
  return isRequired === true
    ? html` <span class="required">(${formWords[language].required})</span>`
    : nothing;
}

function hintOf(name: string, hint: string | undefined): Html {
  return hint === undefined ? nothing : html`<p class="hint" id="${idOf(name)}-hint">${hint}</p>`;
}

function errorsOf(language: Language, name: string, errors: readonly FieldError[]): Html {
  if (errors.length === 0) return nothing;
  return html`<p class="error" id="${idOf(name)}-error">${each(errors, ({ text }) => html`<span>${formWords[language].error} ${text[language]}</span> `)}</p>`;
}

function describedBy(name: string, hint: string | undefined, isWrong: boolean): Html {
  const ids = [hint === undefined ? '' : `${idOf(name)}-hint`, isWrong ? `${idOf(name)}-error` : ''];
  const described = ids.filter((id) => id !== '').join(' ');
  const invalid = isWrong ? html` aria-invalid="true"` : nothing;
  return described === '' ? invalid : html` aria-describedby="${described}"${invalid}`;
}

/** A field's id: names may be paths, such as lines.0.description. */
export function idOf(name: string): string {
  return `f-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}

function typed({ values }: FormState, name: string, otherwise: string | undefined): string | undefined {
  const value = values[name];
  return (Array.isArray(value) ? value[0] : value) ?? otherwise;
}

/** What was typed, without what was left empty. */
export function filledIn(values: Values): Values {
  const filled = Object.entries(values).filter(([, value]) => value !== '');
  return Object.fromEntries(
    filled.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  );
}

/** What does not fit a schema, field by field. */
export function errorsOfSchema(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), text: wordsOfIssue(issue) }));
}

/** What a visitor left empty, in the words of a form and not of a program. */
const isMissing: Bilingual = { en: 'Fill in this field', fr: 'Remplissez ce champ' };

/** What is wrong with a field, for who fills it in. A check of ours brings its text in both languages along: see typed.ts. */
export function wordsOfIssue(issue: z.core.$ZodIssue): Bilingual {
  if (isEmpty(issue)) return isMissing;
  const own: unknown = issue.code === 'custom' ? issue.params?.text : undefined;
  if (own !== undefined) return own as Bilingual;
  const isOfLibrary = /^(Invalid|Too) /.test(issue.message);
  return (isOfLibrary ? plainWords(issue) : undefined) ?? issueText(issue);
}

/** The same in plain words where the library has only its own. */
function plainWords(issue: z.core.$ZodIssue): Bilingual | undefined {
  if (issue.code === 'too_small' && issue.origin === 'string')
    return {
      en: `Enter at least ${issue.minimum} characters`,
      fr: `Entrez au moins ${issue.minimum} caractères`,
    };
  if (issue.code === 'too_big' && issue.origin === 'string')
    return {
      en: `Enter at most ${issue.maximum} characters`,
      fr: `Entrez au plus ${issue.maximum} caractères`,
    };
  if (issue.code === 'too_small' && issue.origin === 'number')
    return {
      en: `Enter a number of at least ${issue.minimum}`,
      fr: `Entrez un nombre d’au moins ${issue.minimum}`,
    };
  if (issue.code === 'too_big' && issue.origin === 'number')
    return {
      en: `Enter a number of at most ${issue.maximum}`,
      fr: `Entrez un nombre d’au plus ${issue.maximum}`,
    };
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union')
    return { en: 'Choose one of the options', fr: 'Choisissez une des options' };
  if (issue.code === 'invalid_format') return formats[issue.format] ?? formats.other;
  return undefined;
}

const formats: Record<string, Bilingual> & { other: Bilingual } = {
  email: {
    en: 'Enter an email address such as name@example.ca',
    fr: 'Entrez une adresse de courriel telle que nom@exemple.ca',
  },
  date: { en: 'Enter a date such as 2024-11-25', fr: 'Entrez une date telle que 2024-11-25' },
  other: { en: 'This is not written as expected', fr: 'La forme n’est pas celle qui est attendue' },
};

/** Nothing was given where something has to be. */
export function isEmpty(issue: z.core.$ZodIssue): boolean {
  const isNothing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return isNothing || (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1);
}

/** A refusal, as an error of the form as a whole. What is no refusal is a fault of ours, and goes on. */
export function errorsOfRefusal(thrown: unknown): FieldError[] {
  if (!(thrown instanceof DomainError)) throw thrown;
  return [{ field: '', text: thrown.text }];
}
