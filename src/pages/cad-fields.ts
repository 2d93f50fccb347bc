import type { ReferenceData } from '../reference/reference.ts';
import { choiceField, type FormState, type Options, selectField, textField, type Values } from './form.ts';
import { each, type Html, html } from './html.ts';
import { plainAmount } from './typed.ts';
import type { Language } from './words.ts';

/** A field of a declaration: its path in it, what it is called, and what it takes. */
export interface CadField {
  path: string;
  label: readonly [string, string];
  hint?: readonly [string, string];
  /** A code list of the reference data to choose from. */
  list?: string;
  kind?: 'date' | 'amount' | 'digits' | 'yes-no' | 'whole';
  options?: Options;
  size?: number;
  isRequired?: boolean;
}

/** What every declaration has. */
export const headerFields: readonly CadField[] = [
  { path: 'cadType', label: ['CAD type', 'Type de DDC'], list: 'cad-types', isRequired: true },
  {
    path: 'transactionNumber',
    label: ['Transaction number', 'Numéro de transaction'],
    kind: 'digits',
    size: 16,
    isRequired: true,
  },
  { path: 'office', label: ['Office of release', 'Bureau de mainlevée'], list: 'offices', isRequired: true },
  { path: 'broker', label: ['Broker (BN15)', 'Courtier (NE15)'], size: 18 },
  { path: 'transportMode', label: ['Mode of transport', 'Mode de transport'], list: 'transport-modes' },
  { path: 'carrierCode', label: ['Carrier code', 'Code de transporteur'], size: 6 },
  { path: 'cargoControlNumber', label: ['Cargo control number', 'Numéro de contrôle du fret'], size: 28 },
  { path: 'grossWeightKg', label: ['Gross weight (kg)', 'Poids brut (kg)'], kind: 'amount', size: 12 },
  { path: 'notes', label: ['Notes', 'Notes'], size: 60 },
];

/** What only some kinds of declaration have. */
export const specialFields: readonly CadField[] = [
  {
    path: 'commercial',
    label: ['Are the goods commercial?', 'Les marchandises sont-elles commerciales?'],
    kind: 'yes-no',
  },
  {
    path: 'province',
    label: [
      'Province of destination (casual goods)',
      'Province de destination (marchandises occasionnelles)',
    ],
    list: 'provinces',
  },
  {
    path: 'arrivedBy',
    label: ['Arrived by', 'Arrivées par'],
    options: [
      ['COURIER', 'Courier / Messagerie'],
      ['POST', 'Post / Poste'],
    ],
  },
  {
    path: 'originalTransactionNumber',
    label: ['Original transaction number (type H)', 'Numéro de transaction d’origine (type H)'],
    kind: 'digits',
    size: 16,
  },
  {
    path: 'discoveredOn',
    label: ['Omission discovered on (type H)', 'Omission découverte le (type H)'],
    kind: 'date',
  },
  {
    path: 'releasedIn',
    label: ['Month of release (type F)', 'Mois de mainlevée (type F)'],
    hint: ['Such as 2024-11', 'Par exemple 2024-11'],
    size: 8,
  },
  { path: 'interimEndedOn', label: ['End of use (type M)', 'Fin de l’utilisation (type M)'], kind: 'date' },
  {
    path: 'previousTransactionNumber',
    label: ['Previous transaction number (warehouse)', 'Numéro de transaction précédente (entrepôt)'],
    kind: 'digits',
    size: 16,
  },
  { path: 'warehouseIn', label: ['Warehouse in (licence)', 'Entrepôt d’entrée (agrément)'], size: 12 },
  { path: 'warehouseOut', label: ['Warehouse out (licence)', 'Entrepôt de sortie (agrément)'], size: 12 },
  {
    path: 'newImporter',
    label: ['Who takes over the goods (type 30)', 'Qui reprend les marchandises (type 30)'],
    size: 18,
  },
  {
    path: 'preCarm',
    label: ['Pre-CARM', 'Avant la GCRA'],
    options: [
      ['AS_DECLARED', 'As declared / Telle que déclarée'],
      ['AS_ADJUSTED', 'As adjusted / Telle que rajustée'],
    ],
  },
  { path: 'owner.name', label: ['Owner of the goods', 'Propriétaire des marchandises'], size: 40 },
  { path: 'owner.address', label: ['Address of the owner', 'Adresse du propriétaire'], size: 60 },
];

export const invoiceFields: readonly CadField[] = [
  { path: 'number', label: ['Invoice number', 'Numéro de facture'], size: 20, isRequired: true },
  { path: 'vendor.name', label: ['Vendor', 'Vendeur'], size: 40, isRequired: true },
  { path: 'vendor.address', label: ['Address of the vendor', 'Adresse du vendeur'], size: 60 },
  { path: 'vendor.country', label: ['Country of the vendor', 'Pays du vendeur'], list: 'countries' },
  {
    path: 'purchaser.name',
    label: ['Purchaser, where not the importer', 'Acheteur, s’il n’est pas l’importateur'],
    size: 40,
  },
  {
    path: 'value',
    label: ['Invoice value', 'Valeur de la facture'],
    kind: 'amount',
    size: 16,
    isRequired: true,
  },
  { path: 'currency', label: ['Currency', 'Devise'], list: 'currencies', isRequired: true },
  { path: 'freightCharges', label: ['Freight charges', 'Frais de transport'], kind: 'amount', size: 12 },
  { path: 'purchaseOrder', label: ['Purchase order', 'Bon de commande'], size: 20 },
];

export const lineFields: readonly CadField[] = [
  {
    path: 'description',
    label: ['Description of goods', 'Désignation des marchandises'],
    size: 60,
    isRequired: true,
  },
  {
    path: 'classification',
    label: ['Classification number (10 digits)', 'Numéro de classement (10 chiffres)'],
    kind: 'digits',
    size: 14,
    isRequired: true,
  },
  {
    path: 'countryOfOrigin',
    label: ['Country of origin', 'Pays d’origine'],
    list: 'countries',
    isRequired: true,
  },
  { path: 'placeOfExport', label: ['Place of export', 'Lieu d’exportation'], list: 'countries' },
  {
    path: 'tariffTreatment',
    label: ['Tariff treatment', 'Traitement tarifaire'],
    list: 'treatments',
    isRequired: true,
  },
  { path: 'proofOfOrigin', label: ['Proof of origin held?', 'Preuve d’origine détenue?'], kind: 'yes-no' },
  {
    path: 'directShipmentDate',
    label: ['Date of direct shipment', 'Date d’expédition directe'],
    kind: 'date',
    isRequired: true,
  },
  {
    path: 'valueForCurrencyConversion',
    label: ['Value for currency conversion', 'Valeur pour conversion de devise'],
    kind: 'amount',
    size: 16,
    isRequired: true,
  },
  {
    path: 'valueForDutyCode',
    label: ['Value for duty code', 'Code de valeur en douane'],
    list: 'value-for-duty-codes',
    isRequired: true,
  },
  { path: 'quantity', label: ['Quantity', 'Quantité'], kind: 'amount', size: 12 },
  { path: 'unitOfMeasure', label: ['Unit of measure', 'Unité de mesure'], list: 'units' },
  { path: 'weightKg', label: ['Weight (kg)', 'Poids (kg)'], kind: 'amount', size: 12 },
];

export const specialLineFields: readonly CadField[] = [
  {
    path: 'tariffCode',
    label: ['Tariff code (Chapter 99)', 'Code tarifaire (chapitre 99)'],
    kind: 'digits',
    size: 6,
  },
  {
    path: 'gstExemptionCode',
    label: ['GST exemption code', 'Code d’exonération de la TPS'],
    list: 'gst-codes',
  },
  { path: 'specialAuthority', label: ['Special authority', 'Autorisation spéciale'], size: 20 },
  { path: 'importPermit', label: ['Import permit', 'Licence d’importation'], size: 20 },
  { path: 'surtaxCode', label: ['Surtax code', 'Code de surtaxe'], size: 8 },
  {
    path: 'meltAndPour',
    label: ['Country of melt and pour', 'Pays de fonte et de coulée'],
    list: 'countries',
  },
  {
    path: 'previousLine',
    label: ['Line of the previous transaction', 'Ligne de la transaction précédente'],
    kind: 'whole',
    size: 6,
  },
  {
    path: 'sima.subject',
    label: ['Subject to SIMA', 'Assujetti à la LMSI'],
    options: [
      ['S', 'Subject / Assujetti'],
      ['N', 'Not subject / Non assujetti'],
      ['U', 'Undertaking / Engagement'],
    ],
  },
  { path: 'sima.measureInForce', label: ['SIMA measure in force', 'Mesure de la LMSI en vigueur'], size: 20 },
  {
    path: 'sima.normalValuePerUnit',
    label: ['Normal value per unit', 'Valeur normale à l’unité'],
    kind: 'amount',
    size: 12,
  },
  {
    path: 'sima.exportPricePerUnit',
    label: ['Export price per unit', 'Prix à l’exportation à l’unité'],
    kind: 'amount',
    size: 12,
  },
  { path: 'sima.quantity', label: ['Quantity for SIMA', 'Quantité pour la LMSI'], kind: 'amount', size: 12 },
  { path: 'sima.invoiceCurrency', label: ['Currency for SIMA', 'Devise pour la LMSI'], list: 'currencies' },
  { path: 'excise.code', label: ['Excise code', 'Code d’accise'], size: 14 },
  {
    path: 'excise.quantity',
    label: ['Quantity for excise', 'Quantité pour l’accise'],
    kind: 'amount',
    size: 12,
  },
  { path: 'excise.amount', label: ['Excise amount', 'Montant d’accise'], kind: 'amount', size: 12 },
  {
    path: 'selfDeclared.antiDumping',
    label: ['Anti-dumping duty, self-declared', 'Droits antidumping, autodéclarés'],
    kind: 'amount',
    size: 12,
  },
  {
    path: 'selfDeclared.countervailing',
    label: ['Countervailing duty, self-declared', 'Droits compensateurs, autodéclarés'],
    kind: 'amount',
    size: 12,
  },
  {
    path: 'selfDeclared.surtax',
    label: ['Surtax, self-declared', 'Surtaxe, autodéclarée'],
    kind: 'amount',
    size: 12,
  },
  {
    path: 'selfDeclared.safeguard',
    label: ['Safeguard, self-declared', 'Mesure de sauvegarde, autodéclarée'],
    kind: 'amount',
    size: 12,
  },
  { path: 'remarks', label: ['Remarks', 'Remarques'], size: 60 },
];

const allFields = [...headerFields, ...specialFields, ...invoiceFields, ...lineFields, ...specialLineFields];

/** What the last step of a field's path is called, in English and in French. */
export function labelOf(name: string): readonly [string, string] | undefined {
  return allFields.find(({ path }) => path === name)?.label;
}

/** Anything that was declared, as a tree. */
export type Tree = Record<string, unknown>;

export function renderFields(
  language: Language,
  state: FormState,
  fields: readonly CadField[],
  declared: Tree,
  reference: ReferenceData,
): Html {
  return html`<div class="fields">${each(fields, (field) => renderField(language, state, field, valueAt(declared, field.path), reference))}</div>`;
}

const yesNo = {
  en: [
    ['yes', 'Yes'],
    ['no', 'No'],
  ],
  fr: [
    ['yes', 'Oui'],
    ['no', 'Non'],
  ],
} as const;

function renderField(
  language: Language,
  state: FormState,
  field: CadField,
  declared: unknown,
  reference: ReferenceData,
): Html {
  const { path: name, kind, list, size, isRequired, hint } = field;
  const at = language === 'en' ? 0 : 1;
  const shared = {
    name,
    label: field.label[at],
    ...(hint === undefined ? {} : { hint: hint[at] }),
    ...(isRequired === undefined ? {} : { isRequired }),
  };
  if (kind === 'yes-no') {
    const value = declared === undefined ? undefined : declared === true ? 'yes' : 'no';
    return choiceField(language, state, { ...shared, value, options: yesNo[language] });
  }
  const value = declared === undefined ? undefined : String(declared);
  const options = field.options ?? (list === undefined ? undefined : optionsOf(list, reference, language));
  if (options !== undefined)
    return selectField(language, state, { ...shared, value, options, isOptional: true });
  return textField(language, state, {
    ...shared,
    value,
    type: kind === 'date' ? 'date' : 'text',
    ...(size === undefined ? {} : { size }),
    ...(kind === 'digits' || kind === 'whole' ? { inputmode: 'numeric' as const } : {}),
    ...(kind === 'amount' ? { inputmode: 'decimal' as const } : {}),
  });
}

const known = new WeakMap<ReferenceData, Map<string, Options>>();

/** A code list to choose from, each code with its name. Made once for each list and language. */
export function optionsOf(list: string, reference: ReferenceData, language: Language): Options {
  const made = known.get(reference) ?? new Map<string, Options>();
  known.set(reference, made);
  const key = `${list} ${language}`;
  const options =
    made.get(key) ??
    reference.all(list).map(({ key: code, data }) => {
      const value = list === 'treatments' ? (data.code ?? code) : code;
      return [value, `${value} – ${data[`name_${language}`] ?? ''}`] as const;
    });
  made.set(key, options);
  return options;
}

/** What was typed into fields, in the shape of a declaration. What is empty is left out. */
export function declaredFrom(fields: readonly CadField[], values: Values): Tree {
  const tree: Tree = {};
  for (const field of fields) {
    const typed = values[field.path];
    const text = (Array.isArray(typed) ? typed[0] : typed)?.trim();
    if (text === undefined || text === '') continue;
    put(tree, field.path.split('.'), meant(field, text));
  }
  return tree;
}

/** Amounts may be typed as they are written in either language: 1,234.50 or 1 234,50. */
function meant({ kind }: CadField, text: string): unknown {
  if (kind === 'yes-no') return text === 'yes';
  if (kind === 'whole') return Number(text);
  if (kind === 'digits') return text.replaceAll(/[\s.-]/g, '');
  return kind === 'amount' ? plainAmount(text) : text;
}

function put(tree: Tree, [name, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    tree[name!] = value;
    return;
  }
  const inner = (tree[name!] as Tree | undefined) ?? {};
  tree[name!] = inner;
  put(inner, rest, value);
}

function valueAt(tree: Tree, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Tree | undefined)?.[name], tree);
}
