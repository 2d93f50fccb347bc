import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { type Cell, type Chart, type Column, type Section, type Table, textOf } from './section.ts';
import { sectionsOf } from './sections/all.ts';
import { slides, style } from './style.ts';
import type { Debrief } from './types.ts';

type Language = 'en' | 'fr';
type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const words = {
  en: {
    debrief: 'Debrief',
    simulation: 'Simulation. This is not the real CARM.',
    other: 'Français',
    period: 'Simulated period',
    seed: 'Seed',
    digest: 'Digest of the business state',
    contents: 'Contents',

    trace: 'Found again by',
    none: 'Nothing.',
  },
  fr: {
    debrief: 'Bilan',
    simulation: 'Simulation. Ceci n’est pas la vraie GCRA.',
    other: 'English',
    period: 'Période simulée',
    seed: 'Germe',
    digest: 'Empreinte de l’état des affaires',
    contents: 'Table des matières',

    trace: 'Se retrouve par',
    none: 'Rien.',
  },
};

/** The debrief as one file that needs nothing from outside: style, charts and figures are in it. */
export async function debriefPage(debrief: Debrief, language: Language): Promise<string> {
  return document(debrief, language, style);
}

/** The same for a screen in a meeting room: one section a slide. */
export async function debriefSlides(debrief: Debrief, language: Language): Promise<string> {
  return document(debrief, language, style + slides);
}

async function document(debrief: Debrief, language: Language, css: string): Promise<string> {
  const w = words[language];
  const title = `${w.debrief}${language === 'fr' ? ' : ' : ': '}${debrief.title[language]}`;
  const otherFile = language === 'en' ? 'debrief.fr.html' : 'debrief.html';
  const sections = sectionsOf(debrief);
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(css)}</style>
</head>
<body>
<header><p>${w.simulation} <a href="${otherFile}" lang="${language === 'en' ? 'fr' : 'en'}">${w.other}</a></p></header>
<main>
<section>
<h1>${title}</h1>
<dl>
<dt>${w.period}</dt><dd>${debrief.simulated.from} – ${debrief.simulated.to}</dd>
<dt>${w.seed}</dt><dd>${debrief.seed}</dd>
<dt>${w.digest}</dt><dd><code>${debrief.business.digest}</code></dd>
</dl>
<nav aria-label="${w.contents}"><ul>${sections.map((each) => html`<li><a href="#${each.id}">${each.title[language]}</a></li>`)}</ul></nav>
</section>
${sections.map((each) => sectionOf(each, language))}
</main>
</body>
</html>
`;
  return String(await page);
}

function sectionOf({ id, title, paragraphs, charts, tables }: Section, language: Language): Html {
  return html`<section id="${id}">
<h2>${title[language]}</h2>
${(paragraphs ?? []).map((text) => html`<p>${text[language]}</p>`)}
${(charts ?? []).map((chart) => chartOf(chart, language))}
${(tables ?? []).map((table) => tableOf(table, language))}
</section>`;
}

function chartOf({ title, svg }: Chart, language: Language): Html {
  return html`<h3>${title[language]}</h3>
<figure role="img" aria-label="${title[language]}">${raw(svg(language))}</figure>`;
}

function tableOf({ title, columns, rows, total, trace }: Table, language: Language): Html {
  const w = words[language];
  if (rows.length === 0) return html`<h3>${title[language]}</h3><p>${w.none}</p>`;
  return html`<h3>${title[language]}</h3>
<div class="scroll" role="group" tabindex="0" aria-label="${title[language]}"><table>
<thead><tr>${columns.map((each) => html`<th scope="col" class="${each.isNumber ? 'number' : ''}">${each.title[language]}</th>`)}</tr></thead>
<tbody>${rows.map((row) => rowOf(row, columns, language))}</tbody>
${total === undefined ? '' : html`<tfoot>${rowOf(total, columns, language)}</tfoot>`}
</table></div>
${trace === undefined ? '' : html`<p class="trace">${w.trace}${language === 'fr' ? ' :' : ':'} <code>${trace}</code></p>`}`;
}

function rowOf(row: readonly Cell[], columns: readonly Column[], language: Language): Html {
  return html`<tr>${row.map((cell, i) => {
    const tone = typeof cell === 'object' && 'tone' in cell ? cell.tone : '';
    const isNumber = columns[i]?.isNumber === true;
    const text = textOf(cell, language);
    const isQuery = text.startsWith('select ');
    return html`<td class="${isNumber ? 'number' : tone}">${isNumber ? grouped(text, language) : isQuery ? html`<code>${text}</code>` : text}</td>`;
  })}</tr>`;
}

/** Canada.ca number formats: 1,234.50 in English, 1 234,50 in French. What is no number is left as it is. */
function grouped(value: string, language: Language): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
  const [whole, fraction] = value.split('.') as [string, string | undefined];
  const separated = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, language === 'en' ? ',' : '\u00a0');
  return fraction === undefined ? separated : `${separated}${language === 'en' ? '.' : ','}${fraction}`;
}
