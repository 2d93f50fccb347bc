import { decideCad } from '../cad/decide.ts';
import type { Finding } from '../cad/findings.ts';
import { gathererFor } from '../cad/gather-facts.ts';
import { type StoredCad, versionsOf } from '../cad/store.ts';
import type { AssessedCad } from '../cad/types.ts';
import type { Context } from '../context.ts';
import type { RecourseCase } from './store.ts';

export interface CasePreview {
  /** The version that the case is about. */
  previous: StoredCad;
  /** What came of it, or would come of it were it approved now; nothing where nothing else is asked for. */
  proposed?: AssessedCad;
  /** What keeps it from being approved. */
  findings: Finding[];
}

/** What a case is about, for an officer to look at: what was declared, and what is asked for. Nothing is written. */
export async function previewCase(ctx: Context, asked: RecourseCase): Promise<CasePreview> {
  const { read } = ctx.store;
  const { transactionNumber, baseVersion, resultVersion, declared } = asked;
  const versions = await versionsOf(read, transactionNumber);
  const previous = versions.find(({ version }) => version === baseVersion)!;
  const result = versions.find(({ version }) => version === resultVersion);
  if (result !== undefined) return { previous, proposed: result, findings: [] };
  if (declared === null) return { previous, findings: [] };
  const { cad, findings } = decideCad(declared, await (await gathererFor(ctx))(read, declared, previous));
  return { previous, ...(cad === undefined ? {} : { proposed: cad }), findings };
}
