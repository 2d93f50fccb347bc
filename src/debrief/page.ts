import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Evaluation } from '../slr/evaluate.ts';
import { declarationsChart, responseTimeChart, revenueChart } from './charts.ts';
import { style } from './style.ts';
import type { Debrief } from './types.ts';
import { type Words, words } from './words.ts';

type Language = 'en' | 'fr';
type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The debrief as one file that needs nothing from outside: style, charts and figures are in it. */
export async function debriefPage(debrief: Debrief, language: Language): Promise<string> {
  const w: Words = words[language];
  const title = `${w.debrief}${language === 'fr' ? ' : ' : ': '}${debrief.title[language]}`;
  const otherFile = language === 'en' ? 'debrief.fr.html' : 'debrief.html';
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<header><p>${w.simulation} <a href="${otherFile}" lang="${language === 'en' ? 'fr' : 'en'}">${w.other}</a></p></header>
<main>
<h1>${title}</h1>
<dl>
<dt>${w.period}</dt><dd>${debrief.simulated.from} – ${debrief.simulated.to}</dd>
<dt>${w.seed}</dt><dd>${debrief.seed}</dd>
<dt>${w.digest}</dt><dd><code>${debrief.business.digest}</code></dd>
</dl>
${verdict(debrief, language, w)}
${figures(debrief, language, w)}
${load(debrief, language, w)}
${services([...debrief.measured.responseTime, ...debrief.business.availability], language, w)}
${scenarios(debrief, w)}
${coverage(debrief, language, w)}
</main>
</body>
</html>
`;
  return String(await page);
}

function verdict(debrief: Debrief, language: Language, w: Words): Html {
  const { scenarios: results, violations, availability } = debrief.business;
  const failed = results.filter((each) => each.status === 'failed').length;
  const evaluations = [...debrief.measured.responseTime, ...availability];
  return html`<h2>${w.verdict}</h2>
<div class="scroll" role="group" tabindex="0" aria-label="${w.verdict}"><table>
<thead><tr><th scope="col">${w.judged}</th><th scope="col">${w.result}</th></tr></thead>
<tbody>
<tr><td>${w.scenarios}</td><td class="${failed === 0 ? 'good' : 'bad'}">${results.length - failed} ${w.passed}, ${failed} ${w.failed}</td></tr>
<tr><td>${w.invariants}</td><td class="${violations.length === 0 ? 'good' : 'bad'}">${violations.length === 0 ? w.allHold : `${violations.length} ${w.offences}`}</td></tr>
${evaluations.map(
  (each) =>
    html`<tr><td>SLR ${each.id}, ${each.name[language]} (${each.scope})</td><td class="${classOf(each)}">${w[each.verdict]}</td></tr>`,
)}
</tbody>
</table></div>
${
  debrief.measured.leftOut.length === 0
    ? ''
    : html`<h3>${w.leftOut}</h3><ul>${debrief.measured.leftOut.map((each) => html`<li>${each[language]}</li>`)}</ul>`
}`;
}

function figures(debrief: Debrief, language: Language, w: Words): Html {
  const { business } = debrief;
  return html`<h2>${w.figures}</h2>
<div class="scroll" role="group" tabindex="0" aria-label="${w.figures}"><table>
<thead><tr><th scope="col">${w.figure}</th><th scope="col" class="number">${w.value}</th><th scope="col">${w.trace}</th></tr></thead>
<tbody>${business.figures.map(
    (each) =>
      html`<tr><td>${each.label[language]}</td><td class="number">${grouped(each.value, language)}</td><td><code>${each.query}</code></td></tr>`,
  )}</tbody>
</table></div>
<h3>${w.byDay}</h3>
<figure role="img" aria-label="${w.byDay}">${raw(declarationsChart(business, w))}</figure>
<h3>${w.revenue}</h3>
<figure role="img" aria-label="${w.revenue}">${raw(revenueChart(business, language))}</figure>
<h3>${w.rejections}</h3>
<div class="scroll" role="group" tabindex="0" aria-label="${w.rejections}"><table>
<thead><tr><th scope="col">${w.finding}</th><th scope="col" class="number">${w.count}</th></tr></thead>
<tbody>${business.rejectionsByCode.map((each) => html`<tr><td>${each.code}</td><td class="number">${each.count}</td></tr>`)}</tbody>
</table></div>
<h3>${w.statements}</h3>
<div class="scroll" role="group" tabindex="0" aria-label="${w.statements}"><table>
<thead><tr><th scope="col">${w.issued}</th><th scope="col" class="number">${w.count}</th><th scope="col" class="number">${w.payable}</th></tr></thead>
<tbody>${business.statements.map(
    (each) =>
      html`<tr><td>${each.issuedOn}</td><td class="number">${each.count}</td><td class="number">${grouped(each.payable, language)}</td></tr>`,
  )}</tbody>
</table></div>`;
}

function load(debrief: Debrief, language: Language, w: Words): Html {
  const figures = debrief.measured.load;
  if (figures === null) return html`<h2>${w.load}</h2><p>${w['no-data']}</p>`;
  const rate = grouped(figures.requestsPerSecond.toFixed(1), language);
  return html`<h2>${w.load}</h2>
<p>${figures.profile}: ${figures.requests} ${w.requests}, ${rate} ${w.perSecond}; ${figures.droppedIterations} ${w.dropped}.</p>
<p>${w.loadText}</p>
<figure role="img" aria-label="${w.loadText}">${raw(responseTimeChart(figures))}</figure>
<div class="scroll" role="group" tabindex="0" aria-label="${w.checks}"><table>
<thead><tr><th scope="col">${w.checks}</th><th scope="col" class="number">${w.passed}</th><th scope="col" class="number">${w.failed}</th></tr></thead>
<tbody>${figures.checks.map(
    (each) =>
      html`<tr><td>${each.name}</td><td class="number">${each.passes}</td><td class="number">${each.fails}</td></tr>`,
  )}</tbody>
</table></div>`;
}

function services(evaluations: readonly Evaluation[], language: Language, w: Words): Html {
  return html`<h2>${w.services}</h2>
<div class="scroll" role="group" tabindex="0" aria-label="${w.services}"><table>
<thead><tr><th scope="col">${w.requirement}</th><th scope="col">${w.scope}</th><th scope="col">${w.measure}</th><th scope="col">${w.target}</th><th scope="col" class="number">${w.measured}</th><th scope="col" class="number">${w.count}</th><th scope="col">${w.verdict}</th></tr></thead>
<tbody>${evaluations.flatMap((each) =>
    each.measures.map(
      (measure) =>
        html`<tr><td>${each.id} ${each.name[language]}</td><td>${each.scope}</td><td>${measure.what[language]}</td><td>${measure.target}</td><td class="number">${measure.measured}</td><td class="number">${measure.count}</td><td class="${classOf(each)}">${w[each.verdict]}</td></tr>`,
    ),
  )}</tbody>
</table></div>`;
}

function scenarios(debrief: Debrief, w: Words): Html {
  const byFeature = Map.groupBy(debrief.business.scenarios, (each) => each.feature);
  return html`<h2>${w.scenarios}</h2>
<p><a href="features.html">features.html</a>, <a href="junit.xml">junit.xml</a></p>
${[...byFeature].map(
  ([feature, results]) =>
    html`<details><summary>${feature}: ${results.filter((each) => each.status === 'passed').length} / ${results.length}</summary>
<ul lang="en">${results.map((each) => html`<li class="${each.status === 'passed' ? 'good' : 'bad'}">${each.scenario}</li>`)}</ul></details>`,
)}`;
}

function coverage(debrief: Debrief, language: Language, w: Words): Html {
  return html`<h2>${w.coverage}</h2>
<div class="scroll" role="group" tabindex="0" aria-label="${w.coverage}"><table>
<thead><tr><th scope="col">${w.process}</th><th scope="col">${w.result}</th></tr></thead>
<tbody>${debrief.covers.map(
    (each) =>
      html`<tr><td>${each.process[language]}</td><td>${each.isCovered ? w.covered : w.notCovered}</td></tr>`,
  )}</tbody>
</table></div>`;
}

function classOf({ verdict: each }: Evaluation): string {
  return each === 'pass' ? 'good' : each === 'fail' ? 'bad' : 'open';
}

/** Canada.ca number formats: 1,234.50 in English, 1 234,50 in French. */
function grouped(value: string, language: Language): string {
  const [whole, fraction] = value.split('.') as [string, string | undefined];
  const separated = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, language === 'en' ? ',' : '\u00a0');
  return fraction === undefined ? separated : `${separated}${language === 'en' ? '.' : ','}${fraction}`;
}
