import { z } from '@hono/zod-openapi';
import type { Document } from '../ledger/tables.ts';
import { toWire } from '../money.ts';

/** A document as an account's lists show it. */
export const EntryView = z
  .object({
    document: z.number().int(),
    code: z.string(),
    reference: z.string(),
    postedOn: z.string(),
    dueOn: z.string(),
    amount: z.string(),
    statement: z.string().nullable(),
  })
  .openapi('Entry');

export function toEntry(document: Document) {
  const { id, code, reference, postedOn, dueOn, amountCents, statedOn } = document;
  return { document: id, code, reference, postedOn, dueOn, amount: toWire(amountCents), statement: statedOn };
}
