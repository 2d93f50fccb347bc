import { each, type Html, html } from './html.ts';

export interface Bar {
  label: string;
  /** From the foot up, one for each kind. */
  values: readonly number[];
}

const [width, height, foot] = [720, 160, 18];

/**
 * Bars of values one upon another, drawn with attributes alone: the pages allow no style of their own.
 *
 * @param names of the kinds, each drawn in the colour of its place
 */
export function stackedBars(title: string, names: readonly string[], bars: readonly Bar[]): Html {
  const totals = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const most = Math.max(1, ...totals);
  const step = width / Math.max(1, bars.length);
  const unit = (height - foot - 14) / most;
  const drawn = bars.flatMap(({ values }, index) => {
    let top = height - foot;
    return values.map((value, kind) => {
      top -= value * unit;
      return html`<rect class="bar-${kind}" x="${(index * step + 1).toFixed(1)}" y="${top.toFixed(1)}" width="${Math.max(1, step - 2).toFixed(1)}" height="${(value * unit).toFixed(1)}"></rect>`;
    });
  });
  const labels = [0, bars.length - 1].flatMap((index) => {
    const bar = bars[index];
    if (bar === undefined) return [];
    const anchor = index === 0 ? 'start' : 'end';
    return html`<text x="${index === 0 ? 0 : width}" y="${height - 4}" text-anchor="${anchor}">${bar.label}</text>`;
  });
  return html`<figure><figcaption>${title}</figcaption><svg class="bars" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<text x="0" y="10">${most}</text>${drawn}${labels}</svg>
<ul class="legend">${each(names, (name, kind) => html`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="bar-${kind}" width="10" height="10"></rect></svg> ${name}</li>`)}</ul></figure>`;
}
