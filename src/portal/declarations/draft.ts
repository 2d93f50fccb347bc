import { type CadDraft, changeDraft, readDraft } from '../../cad/drafts.ts';
import { NotFound } from '../../errors.ts';
import type { Tree } from '../../pages/cad-fields.ts';
import type { AtAccount } from '../../pages/visit.ts';

/** An unfinished declaration, as far as it goes. */
export interface Declared extends Tree {
  invoices?: DeclaredInvoice[];
}

export interface DeclaredInvoice extends Tree {
  lines?: Tree[];
}

/** A draft and what it declares. */
export interface OpenDraft {
  draft: CadDraft;
  declared: Declared;
  invoices: DeclaredInvoice[];
}

export async function openDraft({ ctx }: AtAccount, id: string): Promise<OpenDraft> {
  const draft = await readDraft(ctx, id);
  const declared = draft.declared as Declared;
  return { draft, declared, invoices: declared.invoices ?? [] };
}

/** Keep a draft as it is now. Where the revision that was read is known, it has to be the newest. */
export function keep(
  { ctx }: AtAccount,
  id: string,
  declared: Declared,
  revision?: number,
): Promise<CadDraft> {
  return changeDraft(ctx, id, revision, declared);
}

export function invoiceAt({ invoices }: OpenDraft, index: string): DeclaredInvoice {
  const invoice = invoices[Number(index)];
  if (invoice === undefined) throw new NotFound({ en: 'Invoice', fr: 'La facture' }, index);
  return invoice;
}

/** The draft with one invoice otherwise, added at the end, or left out. */
export function withInvoice(
  { declared, invoices }: OpenDraft,
  index: number,
  invoice?: DeclaredInvoice,
): Declared {
  return { ...declared, invoices: replaced(invoices, index, invoice) };
}

/** The same for a line of an invoice. */
export function withLine(open: OpenDraft, invoice: number, index: number, line?: Tree): Declared {
  const of = open.invoices[invoice]!;
  return withInvoice(open, invoice, { ...of, lines: replaced(of.lines ?? [], index, line) });
}

function replaced<T>(list: readonly T[], index: number, thing: T | undefined): T[] {
  const changed = [...list];
  if (thing === undefined) changed.splice(index, 1);
  else changed[Math.min(index, list.length)] = thing;
  return changed;
}

/** Where in a draft something is: its invoice and line, counted from 0, and its field. */
export interface Place {
  invoice?: number;
  line?: number;
  field: string;
}

/** The place that a finding points at (line[3].quantity, invoice[A-1].value), or the path of a schema's issue. */
export function placeOf(pointer: string, invoices: readonly DeclaredInvoice[]): Place {
  const [, numbered, ofLine] = /^line\[(\d+)\]\.?(.*)$/.exec(pointer) ?? [];
  if (numbered !== undefined) return { ...lineNumbered(Number(numbered), invoices), field: ofLine! };
  const [, named, ofInvoice] = /^invoice\[(.*)\]\.?(.*)$/.exec(pointer) ?? [];
  if (named !== undefined) {
    return { invoice: invoices.findIndex(({ number }) => number === named), field: ofInvoice! };
  }
  const [, invoice, line, field] = /^invoices\.(\d+)\.?(?:lines\.(\d+)\.?)?(.*)$/.exec(pointer) ?? [];
  if (invoice === undefined) return { field: pointer };
  return {
    invoice: Number(invoice),
    ...(line === undefined ? {} : { line: Number(line) }),
    field: field!,
  };
}

/** Lines are numbered through all invoices, from 1. */
function lineNumbered(number: number, invoices: readonly DeclaredInvoice[]): Omit<Place, 'field'> {
  let before = 0;
  for (const [invoice, { lines = [] }] of invoices.entries()) {
    if (number <= before + lines.length) return { invoice, line: number - before - 1 };
    before += lines.length;
  }
  return {};
}
