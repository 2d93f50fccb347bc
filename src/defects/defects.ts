import type { Context, Reader, Store, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { knownValue } from '../storage/known-value.ts';

/** The defects that a trainer can put into an environment and take out again; `seeds/defects.yaml` says what each does. */
export const defectIds = [
  'zero-self-declared',
  'assessed-at-old-rate',
  'no-agency-importer',
  'accepted-not-visible',
  'special-codes-refused',
  'flour-permit-refused',
  'sima-unconverted',
  'broker-pre-carm-refused',
  'admission-not-editable',
  'incomplete-statements',
  'no-email-notices',
  'changes-posted-wrongly',
] as const;

export type DefectId = (typeof defectIds)[number];

/** Those that are in: none in an environment as it begins. */
export type Defects = readonly DefectId[];

const known = knownValue<Defects>('defects', (saved) => (saved as Defects | undefined) ?? []);

/** The defects that are in, at once where they are known: every declaration asks. */
export function defectsIn(store: Store, on?: Reader & Partial<Tx>): Defects | Promise<Defects> {
  return known.of(store, on);
}

/** Put a defect in or take it out. @returns whether that changed anything */
export async function putDefect(tx: Tx, ctx: Context, id: DefectId, isIn: boolean): Promise<boolean> {
  const before = await defectsIn(ctx.store, tx);
  if (before.includes(id) === isIn) return false;
  const after = defectIds.filter((each) => (each === id ? isIn : before.includes(each)));
  await known.put(tx, ctx.store, after);
  await record(tx, ctx, { action: isIn ? 'defect.put-in' : 'defect.taken-out', subject: id });
  return true;
}
