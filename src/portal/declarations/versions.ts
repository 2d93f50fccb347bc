import { compareVersions } from '../../cad/compare-versions.ts';
import { readVersions } from '../../cad/read-cad.ts';
import { NotFound } from '../../errors.ts';
import { dollarsOf } from '../../pages/formats.ts';
import { html } from '../../pages/html.ts';
import { link, table } from '../../pages/parts.ts';
import { filing, type Params, type Site } from '../../pages/site.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { cadWords } from './words.ts';

const words = inBoth({
  title: ['What changed', 'Ce qui a changé'],
  fields: ['What was declared otherwise', 'Ce qui a été déclaré autrement'],
  field: ['Field', 'Champ'],
  before: ['Before', 'Avant'],
  after: ['After', 'Après'],
  amounts: ['What it did to each amount', 'Effet sur chaque montant'],
  amount: ['Amount', 'Montant'],
  difference: ['Difference', 'Différence'],
  same: ['Nothing was declared otherwise.', 'Rien n’a été déclaré autrement.'],
  noDifference: ['No amount changed.', 'Aucun montant n’a changé.'],
  back: ['Back to the declaration', 'Retour à la déclaration'],
});

export function versionPages(site: Site): void {
  site.page('/portal/declarations/:number/versions/:version', filing, show);
}

async function show(visit: AtAccount, { number, version }: Params) {
  const { ctx, language } = visit;
  const [w, own] = [cadWords[language], words[language]];
  const versions = await readVersions(ctx, number!);
  const later = versions.find((each) => String(each.version) === version);
  const earlier = versions.find((each) => each.version === (later?.version ?? 0) - 1);
  if (earlier === undefined || later === undefined) {
    throw new NotFound({ en: 'Version', fr: 'La version' }, `${number} ${version}`);
  }
  const { fields, amounts } = compareVersions(earlier, later);
  const named: Record<string, string> = w;
  const body = html`<p>${w.version} ${earlier.version} → ${w.version} ${later.version}: ${w[later.change]}. ${link(to(visit, `/portal/declarations/${number}`), own.back)}</p>
<h2>${own.fields}</h2>
${table(
  own.fields,
  [
    { title: own.field, cell: ({ field }) => field },
    { title: own.before, cell: ({ before }) => textOf(before) },
    { title: own.after, cell: ({ after }) => textOf(after) },
  ],
  fields,
  own.same,
)}
<h2>${own.amounts}</h2>
${table(
  own.amounts,
  [
    { title: own.amount, cell: ([name]) => named[name] ?? name },
    { title: own.difference, cell: ([, amount]) => dollarsOf(amount, language), isNumber: true },
  ],
  Object.entries(amounts),
  own.noDifference,
)}`;
  return { title: `${own.title}: ${number}`, body };
}

function textOf(value: unknown): string {
  return value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
}
