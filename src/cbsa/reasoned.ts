import { button, type FormState, postForm, textArea } from '../pages/form.ts';
import { each, type Html, html, nothing } from '../pages/html.ts';
import type { Language } from '../pages/words.ts';

export interface Reasoned {
  /** What the reasons are called where they are sent: once on a page. */
  field: string;
  label: string;
  /** The decisions that may be taken with them, each with what it is called. */
  decisions: readonly (readonly [decision: string, text: string])[];
  /** What is asked for besides. */
  more?: Html;
}

/** A form that asks for reasons, with a button for each decision. */
export function reasonedForm(
  language: Language,
  state: FormState,
  action: string,
  { field, label, decisions, more = nothing }: Reasoned,
): Html {
  const buttons = each(decisions, ([value, text]) =>
    button(text, { name: 'decision', value, isSecondary: decisions.length === 1 }),
  );
  const reasons = textArea(language, state, { name: field, label, isRequired: true });
  return postForm(action, html`${more}${reasons}<div class="buttons">${buttons}</div>`);
}
