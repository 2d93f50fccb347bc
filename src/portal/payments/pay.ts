import { z } from '@hono/zod-openapi';
import { latestStatement } from '../../billing/store.ts';
import { dueAndCredit, openItemsOf } from '../../ledger/open-items.ts';
import { toWire } from '../../money.ts';
import { button, choiceField, errorSummary, type FormState, postForm, textField } from '../../pages/form.ts';
import { dollars, longDate } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import { facts } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { allTicked, asTyped, chosenFrom, typedAmount } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth, type Language } from '../../pages/words.ts';
import { cardLimitOf } from '../../payments/limits.ts';
import { receivePayment } from '../../payments/pay.ts';
import { channelNames } from '../../payments/receipt-page.ts';
import { tariffOf } from '../../tariff/tariff-of.ts';
import { debtChoice, openDebtsOf } from './open-debts.ts';
import { paymentTabs } from './tabs.ts';

const words = inBoth({
  cardLeft: ['A credit card pays at most', 'Une carte de crédit paie au plus'],
  title: ['Make a payment', 'Faire un paiement'],
  simulated: ['No money moves: the bank is simulated.', 'Aucun argent ne circule : la banque est simulée.'],
  due: ['Due now', 'Exigible maintenant'],
  credit: ['Unapplied credit', 'Crédit non affecté'],
  payable: ['Total payable of the latest statement', 'Total à payer du dernier relevé'],
  payBy: ['Pay by', 'À payer au plus tard le'],
  amount: ['Amount to pay', 'Montant à payer'],
  channel: ['How do you pay?', 'Comment payez-vous?'],
  chooseHint: [
    'Leave all of them open to clear the oldest debt that is due. What you choose has to be covered in full.',
    'N’en cochez aucune pour acquitter la dette échue la plus ancienne. Ce que vous choisissez doit être couvert en entier.',
  ],
  pay: ['Pay', 'Payer'],
});

/** How a person pays in the portal; the rest comes from banks, by post and at offices. */
export const portalChannels = ['online-banking', 'debit-card', 'credit-card'] as const;

export function channelField(language: Language, state: FormState): Html {
  const options = portalChannels.map((channel) => [channel, channelNames[channel][language]] as const);
  const label = words[language].channel;
  return choiceField(language, state, { name: 'channel', label, options, isRequired: true });
}

const PaymentForm = z.object({
  amount: typedAmount,
  channel: chosenFrom(portalChannels),
  transactions: z.array(z.string().regex(/^\d{14}$/)).max(100),
});

export function payPages(site: Site): void {
  site.form('/portal/payments/new', atAccount('payment:make'), {
    show: showPayment,
    schema: PaymentForm,
    read: (values) => ({ ...values, transactions: allTicked(values.transactions) }),
    act: async ({ ctx, account }, { transactions, ...payment }) => {
      const chosen = transactions.length === 0 ? {} : { transactions };
      const { id } = await receivePayment(ctx, { programAccount: account.bn15, ...payment, ...chosen });
      return `/portal/payments/${id}`;
    },
  });
}

async function showPayment(visit: AtAccount, _: Params, state: FormState) {
  const { ctx, account, language, query } = visit;
  const w = words[language];
  const { due, credit } = dueAndCredit(await openItemsOf(ctx.store.read, account.bn15), ctx.clock.today());
  const wanted = query.get('amount') ?? (due > 0 ? toWire(due) : undefined);
  const amount = wanted === undefined ? undefined : asTyped(wanted, language);
  const fields = html`
${textField(language, state, { name: 'amount', label: w.amount, size: 16, inputmode: 'decimal', value: amount, isRequired: true })}
${channelField(language, state)}
${debtChoice(visit, state, await openDebtsOf(visit), w.chooseHint)}
<div class="buttons">${button(w.pay)}</div>`;
  const body = html`${errorSummary(language, state)}${paymentTabs(visit)}<p>${w.simulated}</p>
${facts([
  [w.due, dollars(due, language)],
  [w.credit, credit === 0 ? undefined : dollars(credit, language)],
  ...(await latestOf(visit)),
  await cardLeft(visit),
])}
${postForm(to(visit, '/portal/payments/new'), fields)}`;
  return { title: w.title, body };
}

/** What a credit card still pays, in debts and cash security together. */
export async function cardLeft({ ctx, account, language }: AtAccount): Promise<[string, string]> {
  const { reference } = await tariffOf(ctx.store);
  const { left } = await cardLimitOf(ctx.store.read, ctx, account.bn15, reference);
  return [words[language].cardLeft, dollars(left, language)];
}

async function latestOf({ ctx, account, language }: AtAccount): Promise<[string, string][]> {
  const w = words[language];
  const statement = await latestStatement(ctx.store.read, account.bn15);
  if (statement === undefined) return [];
  const { reference } = await tariffOf(ctx.store);
  return [
    [w.payable, dollars(statement.payableCents, language)],
    [w.payBy, longDate(reference.lastDayToPay(statement.dueOn), language)],
  ];
}
