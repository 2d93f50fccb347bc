import type { Reader } from '../context.ts';
import type { Cents } from '../money.ts';
import { onTheWay } from './documents.ts';
import { dueAndCredit, openItemsOf } from './open-items.ts';

/**
 * What is still to be paid of debts due by a date: less what is in credit, and what is on its way with that value.
 *
 * @param except references whose debts are not asked for
 */
export async function unpaidBy(
  on: Reader,
  programAccount: string,
  dueBy: string,
  except: ReadonlySet<string> = new Set(),
): Promise<Cents> {
  const items = (await openItemsOf(on, programAccount)).filter((item) => !except.has(item.reference));
  const { due, credit } = dueAndCredit(items, dueBy);
  if (due <= credit) return 0;
  return Math.max(0, due - credit - (await onTheWay(on, programAccount, dueBy)));
}
