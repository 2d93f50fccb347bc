/** Columns of a rate, by every name a file may give it: ours, the reference data's, and the CBSA's published export. */
const columnNames: Record<string, readonly string[]> = {
  classification: ['classification', 'hs10', 'TARIFF', 'tariff_item_number', 'Tariff Item'],
  unit: ['unit', 'uom', 'UOM', 'Unit of Measure'],
  mfn: ['mfn', 'MFN', 'MFN Tariff', 'Most-Favoured-Nation Tariff'],
  general: ['general', 'GT', 'General Tariff', 'General'],
  ust: ['ust', 'UST'],
  mxt: ['mxt', 'MXT'],
  ceut: ['ceut', 'CEUT'],
  cptpt: ['cptpt', 'CPTPT'],
  ukt: ['ukt', 'UKT'],
  gpt: ['gpt', 'GPT'],
  ldct: ['ldct', 'LDCT'],
  other_preferences: ['other_preferences'],
  effective_from: ['effective_from', 'Effective Date', 'EFF_DATE'],
  effective_to: ['effective_to', 'Expiry Date'],
  source: ['source'],
  mark: ['mark', 'verified'],
};

/** Columns of the CBSA's export that hold one treatment each. */
const otherTreatments = [
  'AUT',
  'NZT',
  'CCCT',
  'CIAT',
  'CT',
  'CRT',
  'IT',
  'NT',
  'SLT',
  'PT',
  'COLT',
  'JT',
  'PAT',
  'HNT',
  'KRT',
  'UAT',
  'CPAUT',
  'CPBNT',
  'CPCLT',
  'CPJPT',
  'CPMXT',
  'CPMYT',
  'CPNZT',
  'CPPET',
  'CPSGT',
  'CPVNT',
  'CPUKT',
];

export const rateColumns = ['mfn', 'ust', 'mxt', 'ceut', 'cptpt', 'ukt', 'gpt', 'ldct', 'general'] as const;

/** Where each column stands in a file. */
export function columnsOf(header: readonly string[]): Record<string, number | undefined> {
  const found: Record<string, number | undefined> = {};
  for (const [name, names] of Object.entries(columnNames)) {
    const index = header.findIndex((cell) => names.includes(cell.trim()));
    if (index >= 0) found[name] = index;
  }
  return found;
}

/** Rates of treatments that have a column of their own in the CBSA's export, each as `treatment=rate`. */
export function otherColumns(cells: readonly string[], header: readonly string[]): string[] {
  return header.flatMap((name, index) => {
    const rate = normalRate((cells[index] ?? '').trim());
    return otherTreatments.includes(name.trim()) && rate !== '' ? [`${name.trim()}=${rate}`] : [];
  });
}

/** "N/A" means that a treatment does not apply (Customs Tariff s. 28); signs are spelled in one way. */
export function normalRate(text: string): string {
  if (text === 'N/A' || text === '-') return '';
  return text
    .replace(/^free$/i, 'Free')
    .replaceAll(' %', '%')
    .replaceAll('c/', '¢/');
}
