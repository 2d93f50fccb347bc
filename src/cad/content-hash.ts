import { hash } from 'node:crypto';
import type { CadInput } from './types.ts';

/**
 * What a declaration says, of whom and on which day: two of the same hash are duplicates.
 *
 * Assumption A-93: the importer, the type and the invoices make the declaration; its number and carriage do not.
 */
export function contentHash({ importer, cadType, invoices }: CadInput, day: string): string {
  return hash('sha256', JSON.stringify([importer, cadType, day, invoices]), 'base64url').slice(0, 22);
}
