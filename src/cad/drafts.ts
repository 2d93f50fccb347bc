import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isProgramAccountNumber } from '../accounts/identifiers.ts';
import { type Right, requireRight } from '../accounts/rights.ts';
import { requireSight } from '../accounts/sight.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { fileCad } from './file.ts';
import { type AssessedCad, CadInput, type WaitingCad } from './types.ts';

export const cadDrafts = sqliteTable(
  'cad_drafts',
  {
    id: text('id').primaryKey(),
    importerBn15: text('importer_bn15').notNull(),
    declared: text('declared', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    revision: integer('revision').notNull(),
    submittedAs: text('submitted_as'),
    /** The version that it changes; none: it becomes a declaration of its own. */
    changes: text('changes', { mode: 'json' }).$type<{ transactionNumber: string; version: number }>(),
    begunBy: text('begun_by').notNull().default(''),
  },
  (table) => [index('cad_drafts_importer').on(table.importerBn15, table.id)],
);

export type CadDraft = typeof cadDrafts.$inferSelect;

/** Somebody else changed the draft since it was read. */
export class DraftChanged extends DomainError {
  readonly kind = 'stale';
  readonly code = 'DRAFT_CHANGED';

  constructor(id: string, revision: number) {
    super(
      {
        en: `Draft ${id} is at revision ${revision} now; read it again and repeat the change`,
        fr: `Le brouillon ${id} est maintenant à la révision ${revision}; relisez-le et refaites le changement`,
      },
      { id, revision },
    );
  }
}

/** Keep an unfinished declaration. The agency does not see it, and no number is used up. */
export async function saveDraft(
  ctx: Context,
  importer: string,
  declared: Record<string, unknown>,
  changes: CadDraft['changes'] = null,
): Promise<CadDraft> {
  if (!isProgramAccountNumber(importer)) {
    throw new InvalidInput({ en: `${importer} is not a BN15`, fr: `${importer} n’est pas un NE15` });
  }
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, rightFor({ changes }), importer);
    const id = await nextDraftId(tx, importer);
    const draft: CadDraft = {
      ...{ id, importerBn15: importer, declared, changes },
      ...{ revision: 1, submittedAs: null, begunBy: ctx.actor.id },
    };
    await tx.db.insert(cadDrafts).values(draft);
    await record(tx, ctx, {
      action: 'cad.draft-saved',
      subject: id,
      onBehalfOf: importer,
      detail: { revision: 1 },
    });
    return draft;
  });
}

export async function changeDraft(
  ctx: Context,
  id: string,
  expectedRevision: number | undefined,
  declared: Record<string, unknown>,
): Promise<CadDraft> {
  return ctx.store.inTransaction(async (tx) => {
    const draft = await openDraft(tx, ctx, id, expectedRevision);
    const changed = { ...draft, declared, revision: draft.revision + 1 };
    await tx.db.update(cadDrafts).set({ declared, revision: changed.revision }).where(eq(cadDrafts.id, id));
    await record(tx, ctx, {
      action: 'cad.draft-saved',
      subject: id,
      onBehalfOf: draft.importerBn15,
      detail: { revision: changed.revision },
    });
    return changed;
  });
}

export async function discardDraft(
  ctx: Context,
  id: string,
  expectedRevision: number | undefined,
): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    const draft = await openDraft(tx, ctx, id, expectedRevision);
    // The row stays, so that its number is never given to another draft.
    await tx.db.update(cadDrafts).set({ submittedAs: 'discarded', declared: {} }).where(eq(cadDrafts.id, id));
    await record(tx, ctx, { action: 'cad.draft-discarded', subject: id, onBehalfOf: draft.importerBn15 });
  });
}

/** Submit what the draft holds. A rejected draft stays open to be corrected. */
export async function submitDraft(ctx: Context, id: string): Promise<AssessedCad | WaitingCad> {
  const draft = await openDraft(ctx.store.read, ctx, id, undefined);
  const parsed = CadInput.safeParse({ ...draft.declared, importer: draft.importerBn15 });
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new InvalidInput(
      {
        en: `Draft ${id} is not complete: ${fields}`,
        fr: `Le brouillon ${id} n’est pas complet : ${fields}`,
      },
      { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) },
    );
  }
  return fileCad(ctx, parsed.data, async (tx) => {
    await openDraft(tx, ctx, id, draft.revision);
    await tx.db
      .update(cadDrafts)
      .set({ submittedAs: parsed.data.transactionNumber })
      .where(eq(cadDrafts.id, id));
  });
}

/** The draft of a change became one: it is open no more. */
export async function closeDraft(ctx: Context, id: string, transactionNumber: string): Promise<void> {
  await ctx.store.inTransaction(async (tx) => {
    await openDraft(tx, ctx, id, undefined, 'cad:read');
    await tx.db.update(cadDrafts).set({ submittedAs: transactionNumber }).where(eq(cadDrafts.id, id));
  });
}

/** A declaration that waited for its rate and was refused: the draft that it came from can be corrected. */
export async function reopenDraft(tx: Tx, transactionNumber: string): Promise<void> {
  await tx.db
    .update(cadDrafts)
    .set({ submittedAs: null })
    .where(eq(cadDrafts.submittedAs, transactionNumber));
}

export async function readDraft(ctx: Context, id: string): Promise<CadDraft> {
  return openDraft(ctx.store.read, ctx, id, undefined, 'cad:read');
}

export async function draftsOf(
  on: Reader,
  accounts: readonly string[],
  page: { after: string; limit: number },
): Promise<CadDraft[]> {
  return on.db
    .select()
    .from(cadDrafts)
    .where(
      and(
        inArray(cadDrafts.importerBn15, [...accounts]),
        gt(cadDrafts.id, page.after),
        isNull(cadDrafts.submittedAs),
      ),
    )
    .orderBy(asc(cadDrafts.id))
    .limit(page.limit);
}

async function openDraft(
  on: Reader,
  ctx: Context,
  id: string,
  expected: number | undefined,
  right?: Right,
): Promise<CadDraft> {
  const [draft] = await on.db.select().from(cadDrafts).where(eq(cadDrafts.id, id));
  if (draft === undefined || draft.submittedAs !== null) {
    throw new NotFound({ en: 'Draft', fr: 'Le brouillon' }, id);
  }
  await requireRight(ctx, on, right ?? rightFor(draft), draft.importerBn15);
  await requireSight(ctx, draft.importerBn15, draft.begunBy);
  if (expected !== undefined && expected !== draft.revision) throw new DraftChanged(id, draft.revision);
  return draft;
}

/** Original declarations are for importers and brokers; a change may be an adjustment, which others ask for too. */
function rightFor({ changes }: Pick<CadDraft, 'changes'>): Right {
  return changes === null ? 'cad:submit' : 'cad:adjust';
}

/** Drafts are numbered within their account: no chance and no clock is needed to name them. */
async function nextDraftId(tx: Tx, importer: string): Promise<string> {
  const rows = await tx.db
    .select({ id: cadDrafts.id })
    .from(cadDrafts)
    .where(eq(cadDrafts.importerBn15, importer));
  const highest = rows.reduce((max, row) => Math.max(max, Number(row.id.split('-D')[1])), 0);
  return `${importer}-D${String(highest + 1).padStart(6, '0')}`;
}
