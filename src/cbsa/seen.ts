import type { SignedIn } from '../pages/visit.ts';
import { noteSight } from '../users/sights.ts';

/** Kept for the audit: an officer has no account in view, so each page says of whom it shows something. */
export async function noteAccount({ ctx, path }: SignedIn, programAccount: string): Promise<void> {
  await noteSight(ctx, { programAccount, path });
}
