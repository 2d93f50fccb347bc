import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { seedsFolder } from '../reference/seeds.ts';
import { type DefectId, defectIds } from './defects.ts';

const Bilingual = z.strictObject({ en: z.string(), fr: z.string() });

const Description = z.strictObject({
  id: z.enum(defectIds),
  /** Under which it is known: an incident, a bulletin, or a name of our own. */
  reference: z.string().max(20),
  incidents: z.array(z.string()),
  area: z.enum(['access', 'accounting', 'assessment', 'billing', 'ledger', 'notices', 'security']),
  title: Bilingual,
  workaround: Bilingual,
  /** What resolved it in its day. */
  resolution: Bilingual,
  source: z.string(),
  mark: z.string(),
});

export type DefectDescription = z.infer<typeof Description>;

/** What each defect does, in the order of their list. */
export const defectDescriptions: readonly DefectDescription[] = described();

/** @returns the description of a defect: each of them has one */
export function describe(id: DefectId): DefectDescription {
  return defectDescriptions[defectIds.indexOf(id)]!;
}

function described(): DefectDescription[] {
  const read = z.array(Description).parse(parse(readFileSync(join(seedsFolder, 'defects.yaml'), 'utf8')));
  return defectIds.map((id) => {
    const found = read.find((each) => each.id === id);
    if (found === undefined) throw new Error(`seeds/defects.yaml does not describe ${id}`);
    return found;
  });
}
