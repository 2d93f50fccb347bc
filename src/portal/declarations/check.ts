import type { z } from '@hono/zod-openapi';
import { correctable } from '../../cad/correct.ts';
import { explainLine } from '../../cad/read-cad.ts';
import { validateCad } from '../../cad/submit.ts';
import { type AssessedCad, CadInput } from '../../cad/types.ts';
import type { Bilingual } from '../../errors.ts';
import { labelOf } from '../../pages/cad-fields.ts';
import { isEmpty, wordsOfIssue } from '../../pages/form.ts';
import type { AtAccount } from '../../pages/visit.ts';
import { type OpenDraft, type Place, placeOf } from './draft.ts';

/** Something that keeps a draft from being accepted, or is worth a look. */
export interface Problem extends Place {
  text: Bilingual;
  isWarning: boolean;
}

export interface Check {
  problems: Problem[];
  /** As it would be accepted now. */
  cad?: AssessedCad;
  /** What the draft declares, where it is complete. */
  input?: CadInput;
}

/** What would happen if a draft were submitted now: nothing is written. */
export async function check({ ctx }: AtAccount, { draft, declared, invoices }: OpenDraft): Promise<Check> {
  const parsed = CadInput.safeParse({ ...declared, importer: draft.importerBn15 });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      ...placeOf(issue.path.join('.'), invoices),
      text: textOf(issue),
      isWarning: false,
    }));
    return { problems };
  }
  const input = parsed.data;
  const { cad, findings } =
    draft.changes === null ? await validateCad(ctx, input) : await correctable(ctx, draft.changes, input);
  const problems = findings.map((each) => ({
    ...placeOf(each.pointer, invoices),
    text: { en: `${each.messageEn} (${each.code})`, fr: `${each.messageFr} (${each.code})` },
    isWarning: each.severity === 'W',
  }));
  return cad === undefined ? { problems, input } : { problems, input, cad };
}

/** The list of what is wrong stands apart from the fields, and names them. */
function textOf(issue: z.core.$ZodIssue): Bilingual {
  const label = labelOf(issue.path.filter((step) => typeof step === 'string').at(-1) ?? '');
  if (label === undefined || !isEmpty(issue)) return wordsOfIssue(issue);
  return { en: `Fill in: ${label[0]}`, fr: `À remplir : ${label[1]}` };
}

/** Why a line would bear what it bears, as far as it can be told from what was declared so far. */
export function explain(
  { ctx }: AtAccount,
  { draft, declared, invoices }: OpenDraft,
  invoice: number,
  line: number,
) {
  const own = invoices[invoice];
  const alone = { ...own, lines: [own?.lines?.[line]] };
  const parsed = CadInput.safeParse({ ...declared, importer: draft.importerBn15, invoices: [alone] });
  return parsed.success ? explainLine(ctx, parsed.data) : undefined;
}
