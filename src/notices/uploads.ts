import { hash } from 'node:crypto';
import { and, desc, eq, getTableColumns } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { fileTypeFromBuffer } from 'file-type';
import { requireRight } from '../accounts/rights.ts';
import type { Context, Reader } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { nextNumber } from '../storage/next-number.ts';

export const uploadKinds = [
  'invoice',
  'certificate-of-origin',
  'ruling',
  'case',
  'security',
  'other',
] as const;

export type UploadKind = (typeof uploadKinds)[number];

/** Documents that a client gave the CBSA. They are kept as they came, and are never run or shown inside a page. */
export const uploads = sqliteTable(
  'uploads',
  {
    id: integer('id').primaryKey(),
    programAccount: text('program_account').notNull(),
    /** The case or transaction that it belongs to. */
    caseReference: text('case_reference').notNull(),
    kind: text('kind').$type<UploadKind>().notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    /** In base 64: the same on both databases. */
    content: text('content').notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: text('uploaded_at').notNull(),
  },
  (table) => [index('uploads_account').on(table.programAccount, table.id)],
);

export type Upload = typeof uploads.$inferSelect;

/** Assumption A-88: what may be uploaded, and how large. */
export const uploadTerms = {
  megabytes: 10,
  endings: ['.pdf', '.png', '.jpg', '.jpeg', '.docx', '.xlsx', '.csv', '.txt', '.xml'],
};

const mediaTypes: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
};

/** The file is too large, of a kind that is not taken, or not what its name says. */
export class UploadRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'UPLOAD_REFUSED';

  constructor(fileName: string) {
    const { megabytes, endings } = uploadTerms;
    super(
      {
        en: `${fileName} is empty, larger than ${megabytes} MB, or not a file of these kinds: ${endings.join(' ')}`,
        fr: `${fileName} est vide, dépasse ${megabytes} Mo ou n’est pas un fichier de ces genres : ${endings.join(' ')}`,
      },
      { fileName },
    );
  }
}

/**
 * Take a document of a client, once it proved to be what its name says.
 *
 * @throws UploadRefused, Forbidden
 */
export async function takeUpload(
  ctx: Context,
  about: Pick<Upload, 'programAccount' | 'caseReference' | 'kind'>,
  file: { name: string; bytes: Buffer },
): Promise<number> {
  const fileName = file.name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_').slice(-120);
  const mediaType = await mediaTypeOf(fileName, file.bytes);
  if (mediaType === undefined) throw new UploadRefused(fileName);
  return ctx.store.inTransaction(async (tx) => {
    await requireRight(ctx, tx, 'cad:adjust', about.programAccount);
    const id = await nextNumber(tx, uploads, uploads.id);
    const sha256 = hash('sha256', file.bytes);
    await tx.db.insert(uploads).values({
      ...{ id, ...about, fileName, mediaType, sha256, size: file.bytes.length },
      ...{ content: file.bytes.toString('base64'), uploadedBy: ctx.actor.id, uploadedAt: ctx.clock.now() },
    });
    await record(tx, ctx, {
      action: 'document.uploaded',
      subject: about.caseReference,
      onBehalfOf: about.programAccount,
      detail: { id, fileName, sha256 },
    });
    return id;
  });
}

/** A document, for whoever may read the account. @throws NotFound, Forbidden */
export async function readUpload(ctx: Context, id: number): Promise<Upload> {
  const [upload] = await ctx.store.read.db.select().from(uploads).where(eq(uploads.id, id));
  if (upload === undefined) throw new NotFound({ en: 'Document', fr: 'Le document' }, String(id));
  await requireRight(ctx, ctx.store.read, 'cad:read', upload.programAccount);
  return upload;
}

/** Documents of an account, or those of one case, newest first; without what is in them. */
export async function uploadsOf(
  on: Reader,
  programAccount: string,
  caseReference?: string,
): Promise<Omit<Upload, 'content'>[]> {
  const { content, ...columns } = uploadColumns;
  const ofCase = caseReference === undefined ? undefined : eq(uploads.caseReference, caseReference);
  return on.db
    .select(columns)
    .from(uploads)
    .where(and(eq(uploads.programAccount, programAccount), ofCase))
    .orderBy(desc(uploads.id))
    .limit(200);
}

const uploadColumns = getTableColumns(uploads);

/** What a file is, where its bytes agree with its name: what is text has no byte that is none. */
async function mediaTypeOf(fileName: string, bytes: Buffer): Promise<string | undefined> {
  const expected = mediaTypes[/\.[a-z]+$/.exec(fileName.toLowerCase())?.[0] ?? ''];
  if (expected === undefined || bytes.length === 0) return undefined;
  if (bytes.length > uploadTerms.megabytes * 2 ** 20) return undefined;
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  if (expected === 'text/csv' || expected === 'text/plain')
    return found === undefined && isText(bytes) ? expected : undefined;
  if (expected === 'application/xml') return isText(bytes) ? expected : undefined;
  return found === expected ? expected : undefined;
}

function isText(bytes: Buffer): boolean {
  return !bytes.includes(0) && Buffer.from(bytes.toString('utf8')).equals(bytes);
}
