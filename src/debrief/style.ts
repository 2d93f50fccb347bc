/** The style of the debrief: plain, readable, and the same on paper. */
export const style = `
body { margin: 0; font: 17px/1.55 "Noto Sans", system-ui, sans-serif; color: #222; background: #fff; }
header { background: #26374a; color: #fff; padding: .5rem 1rem; }
header p { max-width: 60rem; margin: 0 auto; }
header a { color: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { border-bottom: 3px solid #a62a1e; padding-bottom: .4rem; }
h2 { margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; }
.scroll { overflow-x: auto; }
.scroll code { display: inline-block; min-width: 14rem; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top; }
th { background: #f0f2f4; }
h2, h3 { break-after: avoid; }
tr, figure { break-inside: avoid; }
/* A total stands once, at the end, however many pages its table takes. */
tfoot { display: table-row-group; }
tfoot td { font-weight: 600; border-top: 2px solid #26374a; }
.trace { font-size: .85em; color: #444; margin-top: .2rem; }
nav ul { columns: 2; padding-left: 1.2rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.good { color: #14532d; font-weight: 600; }
.bad { color: #a62a1e; font-weight: 600; }
.open { color: #5c4400; font-weight: 600; }
code { font-size: .8em; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 0; }
figure svg { max-width: 100%; height: auto; }
summary { cursor: pointer; padding: .2rem 0; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } main { padding: .5rem; } }
@media print { header { background: none; color: #000; } details { display: block; } }
`;

/** One section a slide, on paper and in a PDF alike. */
export const slides = `
@page { size: 13.33in 7.5in; margin: .5in; }
body { font-size: 15px; }
main { max-width: none; }
section { break-before: page; }
section:first-child { break-before: auto; }
h2 { margin-top: 0; border-bottom: 3px solid #a62a1e; }
.trace { display: none; }
`;
