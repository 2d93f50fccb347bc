import { agencyAccount } from '../accounts/agency.ts';
import { CadInput } from '../cad/types.ts';
import type { ReferenceData } from '../reference/reference.ts';
import {
  type CadField,
  declaredFrom,
  headerFields,
  invoiceFields,
  lineFields,
  renderFields,
  specialFields,
  type Tree,
} from './cad-fields.ts';
import type { FormState, Values } from './form.ts';
import { type Html, html } from './html.ts';
import { inBoth, type Language } from './words.ts';

const words = inBoth({
  owner: ['Importer', 'Importateur'],
  invoice: ['Invoice', 'Facture'],
  line: ['Goods', 'Marchandises'],
});

const of = (fields: readonly CadField[], ...paths: string[]) =>
  paths.map((path) => fields.find((field) => field.path === path)!);

const onInvoice = 'invoices.0';
const onLine = `${onInvoice}.lines.0`;

const at = (place: string, fields: readonly CadField[]) =>
  fields.map((field) => ({ ...field, path: `${place}.${field.path}` }));

/** What is asked for, each where it stands in the declaration. */
const parts = {
  owner: [
    { ...of(specialFields, 'owner.name')[0]!, isRequired: true },
    ...of(specialFields, 'owner.address'),
    ...of(headerFields, 'office'),
  ],
  invoice: at(onInvoice, of(invoiceFields, 'number', 'vendor.name', 'vendor.country', 'currency')),
  line: at(
    onLine,
    of(
      lineFields,
      ...['description', 'classification', 'countryOfOrigin', 'tariffTreatment', 'directShipmentDate'],
      ...['valueForCurrencyConversion', 'valueForDutyCode', 'quantity', 'unitOfMeasure'],
    ),
  ),
} as const;

/** A declaration of goods of somebody without a business number, by the CBSA's administrative account. */
export const TypeCInput = CadInput.omit({ transactionNumber: true }).required({ owner: true });

type Shown = readonly [Language, FormState, ReferenceData];

/** The few fields of such a declaration: one invoice of one line. */
export function typeCFields(...shown: Shown): Html {
  return html`${part('owner', shown)}${goodsFields(...shown)}`;
}

/** The fields of one invoice of one line. */
export function goodsFields(...shown: Shown): Html {
  return html`${part('invoice', shown)}${part('line', shown)}`;
}

function part(name: keyof typeof parts, [language, state, reference]: Shown): Html {
  return html`<h2>${words[language][name]}</h2>${renderFields(language, state, parts[name], {}, reference)}`;
}

/** What was typed, as a declaration of one line. */
export function typeCFrom(values: Values): Tree {
  const { owner, ...header } = declaredFrom(parts.owner, values);
  return { ...header, ...goodsFrom(values), cadType: 'C', importer: agencyAccount, owner: owner ?? {} };
}

/** The invoice that was typed: one of one line comes to what its line comes to. */
export function goodsFrom(values: Values): Tree {
  const { vendor, ...invoice } = innermost(declaredFrom(parts.invoice, values), onInvoice);
  const line = innermost(declaredFrom(parts.line, values), onLine);
  return {
    invoices: [{ ...invoice, vendor: vendor ?? {}, value: line.valueForCurrencyConversion, lines: [line] }],
  };
}

function innermost(tree: Tree, place: string): Tree {
  return place.split('.').reduce<Tree>((within, name) => (within[name] ?? {}) as Tree, tree);
}
