import type { VersionChanges } from '../cad/compare-versions.ts';
import { cadWords } from './cad-words.ts';
import { dollarsOf } from './formats.ts';
import { type Html, html } from './html.ts';
import { table } from './parts.ts';
import { inBoth, type Language } from './words.ts';

const words = inBoth({
  fields: ['What was declared otherwise', 'Ce qui a été déclaré autrement'],
  field: ['Field', 'Champ'],
  before: ['Before', 'Avant'],
  after: ['After', 'Après'],
  amounts: ['What it did to each amount', 'Effet sur chaque montant'],
  amount: ['Amount', 'Montant'],
  difference: ['Difference', 'Différence'],
  same: ['Nothing was declared otherwise.', 'Rien n’a été déclaré autrement.'],
  noDifference: ['No amount changed.', 'Aucun montant n’a changé.'],
});

/** Two versions of a declaration side by side. */
export function changesTables(language: Language, { fields, amounts }: VersionChanges): Html {
  const own = words[language];
  const named: Record<string, string> = cadWords[language];
  return html`<h2>${own.fields}</h2>
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
}

function textOf(value: unknown): string {
  return value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
}
