import { openItemsOf } from '../../ledger/open-items.ts';
import type { OpenItem } from '../../ledger/tables.ts';
import { type Cents, sum } from '../../money.ts';
import { choiceField, type FormState } from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { AtAccount } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';

const words = inBoth({
  choose: ['Transactions to clear', 'Transactions à acquitter'],
  due: ['due on', 'échéance le'],
  overdue: ['overdue since', 'en souffrance depuis le'],
  more: [
    'Only the hundred that are due first are shown.',
    'Seules les cent premières à échoir sont affichées.',
  ],
});

interface OpenDebt {
  transaction: string;
  dueOn: string;
  cents: Cents;
}

const shown = 100;

/** Transactions of the account in view of which something is owed, those due first at the top. */
export async function openDebtsOf({ ctx, account }: AtAccount): Promise<OpenDebt[]> {
  const items = await openItemsOf(ctx.store.read, account.bn15);
  const owed = items.filter(
    ({ remainingCents, reference }) => remainingCents > 0 && isTransaction(reference),
  );
  const debts = [...Map.groupBy(owed, ({ reference }) => reference)].map(([transaction, of]) =>
    toDebt(transaction, of),
  );
  return debts.sort((a, b) => (a.dueOn + a.transaction < b.dueOn + b.transaction ? -1 : 1));
}

/** Boxes to tick, one for each transaction; nothing where nothing is owed. */
export function debtChoice(
  visit: AtAccount,
  state: FormState,
  debts: readonly OpenDebt[],
  hint: string,
): Html {
  if (debts.length === 0) return nothing;
  const { language, ctx } = visit;
  const w = words[language];
  const today = ctx.clock.today();
  const options = debts.slice(0, shown).map(({ transaction, dueOn, cents }) => {
    const when = `${dueOn < today ? w.overdue : w.due} ${dueOn}`;
    return [transaction, `${transaction} – ${dollars(cents, language)}, ${when}`] as const;
  });
  const field = { name: 'transactions', label: w.choose, hint, options, isMany: true };
  const more = debts.length > shown ? html`<p class="hint">${w.more}</p>` : nothing;
  return html`${choiceField(language, state, field)}${more}`;
}

function toDebt(transaction: string, items: readonly OpenItem[]): OpenDebt {
  const dueOn = items.map((item) => item.dueOn).sort()[0]!;
  return { transaction, dueOn, cents: sum(items.map((item) => item.remainingCents)) };
}

const isTransaction = (reference: string): boolean => /^\d{14}$/.test(reference);
