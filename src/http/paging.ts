import { z } from '@hono/zod-openapi';
import { InvalidInput } from '../errors.ts';

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50).openapi({ description: 'Items on a page' }),
  cursor: z.string().max(200).optional().openapi({ description: 'The `next` of the page before' }),
});

export interface PageOf<T> {
  items: T[];
  next: string | null;
}

/** One page and where the next one begins. Reads one more than asked, to know whether there is one. */
export async function pageOf<T>(
  query: z.infer<typeof PageQuery>,
  read: (page: { after: string; limit: number }) => Promise<T[]>,
  keyOf: (item: T) => string,
): Promise<PageOf<T>> {
  const items = await read({ after: decode(query.cursor), limit: query.limit + 1 });
  const isMore = items.length > query.limit;
  if (isMore) items.pop();
  return { items, next: isMore ? encode(keyOf(items.at(-1)!)) : null };
}

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

function encode(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function decode(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  const key = Buffer.from(cursor, 'base64url').toString();
  if (encode(key) === cursor) return key;
  throw notOurs();
}

/** Where a page over numbered rows goes on. */
export function numberAfter(after: string): number {
  if (after === '') return 0;
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw notOurs();
}

function notOurs(): InvalidInput {
  return new InvalidInput({
    en: 'The cursor is not one of ours',
    fr: 'Le curseur n’est pas l’un des nôtres',
  });
}
