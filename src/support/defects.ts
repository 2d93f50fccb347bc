import type { Context, Tx } from '../context.ts';
import { type DefectId, putDefect } from '../defects/defects.ts';
import { describe } from '../defects/descriptions.ts';
import { openProblemBy } from './problem-store.ts';
import { closeProblem, openProblem } from './problems.ts';

/**
 * Put a known defect in or take it out. While it is in, the desk has a problem for it; published, it is a known error,
 * and everybody is told of its work-around. Where it was so already nothing changes.
 */
export async function switchDefect(
  tx: Tx,
  ctx: Context,
  id: DefectId,
  { isIn, isPublished, fixedByChange }: { isIn: boolean; isPublished: boolean; fixedByChange?: string },
): Promise<void> {
  if (!(await putDefect(tx, ctx, id, isIn))) return;
  const { reference, title, workaround } = describe(id);
  const known = await openProblemBy(tx, reference);
  if (isIn && known === undefined)
    await openProblem(tx, ctx, {
      ...{ reference, isPublished, titleEn: title.en, titleFr: title.fr },
      ...{ workaroundEn: workaround.en, workaroundFr: workaround.fr },
    });
  if (!isIn && known !== undefined) await closeProblem(tx, ctx, known.id, fixedByChange);
}
