import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export { html, raw };

/** Text that is escaped, or markup of ours. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export const nothing: Html = raw('');

/** Markup of a list of things, or nothing where there is none. */
export function each<T>(things: readonly T[], toHtml: (thing: T, index: number) => Html): Html[] {
  return things.map(toHtml);
}
