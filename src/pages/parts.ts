import { each, type Html, html, nothing } from './html.ts';
import { inBoth, type Language } from './words.ts';

const words = inBoth({
  warning: ['Warning', 'Avertissement'],
  danger: ['Problem', 'Problème'],
  info: ['Information', 'Information'],
  success: ['Done', 'Terminé'],
  next: ['Next page', 'Page suivante'],
  first: ['First page', 'Première page'],
  pages: ['Pages', 'Pages'],
});

type Tone = 'info' | 'success' | 'warning' | 'danger';

/** Something to notice; its kind is told in words as well as in colour. */
export function notice(language: Language, tone: Tone, title: string, body: Html | string = nothing): Html {
  return html`<section class="notice notice-${tone}" aria-label="${words[language][tone]}"><p class="notice-title">${title}</p>${body}</section>`;
}

/** Names and what they stand for. What is not known is left out. */
export function facts(
  pairs: readonly (readonly [string, Html | string | number | null | undefined])[],
): Html {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return html`<dl class="facts">${each(known, ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export interface Column<T> {
  title: string;
  cell: (row: T) => Html | string | number;
  isNumber?: boolean;
}

/** A table that scrolls by itself where it is too wide; without rows, the sentence that says so. */
export function table<T>(
  caption: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
  empty: string,
  foot: Html = nothing,
): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const side = (column: Column<T>) => (column.isNumber === true ? html` class="number"` : nothing);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${each(columns, (column) => html`<th scope="col"${side(column)}>${column.title}</th>`)}</tr></thead>
<tbody>${each(rows, (row) => html`<tr>${each(columns, (column, index) => (index === 0 ? html`<th scope="row"${side(column)}>${column.cell(row)}</th>` : html`<td${side(column)}>${column.cell(row)}</td>`))}</tr>`)}</tbody>${foot}
</table></div>`;
}

/** A date in a table: it stays as it is, in one piece. */
export function day(date: string): Html {
  return html`<time datetime="${date}">${date}</time>`;
}

export function link(href: string, text: string): Html {
  return html`<a href="${href}">${text}</a>`;
}

export function buttonLink(href: string, text: string, isPrimary = true): Html {
  return html`<a class="button${isPrimary ? '' : ' button-secondary'}" href="${href}">${text}</a>`;
}

/** The way to the rows that follow. `next` is where the next page begins. */
export function paging(
  language: Language,
  path: string,
  query: URLSearchParams,
  next: string | null | undefined,
): Html {
  const w = words[language];
  const has = query.has('after');
  if (!has && (next === null || next === undefined)) return nothing;
  const at = (after: string | undefined) => {
    const asked = new URLSearchParams(query);
    if (after === undefined) asked.delete('after');
    else asked.set('after', after);
    return `/${language}${path}?${asked}`;
  };
  return html`<nav class="paging" aria-label="${w.pages}">${has ? link(at(undefined), w.first) : nothing} ${next === null || next === undefined ? nothing : link(at(next), w.next)}</nav>`;
}

/** What a state means, beside its colour. */
export function tag(text: string, tone: Tone | 'plain' = 'plain'): Html {
  return html`<span class="tag tag-${tone}">${text}</span>`;
}
