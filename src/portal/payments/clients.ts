import { z } from '@hono/zod-openapi';
import { businessesAmong } from '../../accounts/store.ts';
import { accountsInView } from '../../accounts/view.ts';
import { Forbidden } from '../../errors.ts';
import { dueAndCredit, openItemsOf } from '../../ledger/open-items.ts';
import type { Cents } from '../../money.ts';
import { button, errorSummary, type FormState, postForm, textField, type Values } from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { atAccount, type Guard } from '../../pages/guards.ts';
import { html } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { link, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { chosenFrom, typedAmount } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { payForClients } from '../../payments/pay-for-clients.ts';
import type { TakenPayment } from '../../payments/store.ts';
import { channelField, portalChannels } from './pay.ts';
import { paymentTabs } from './tabs.ts';

const words = inBoth({
  title: ['Pay for clients', 'Payer pour des clients'],
  lead: [
    'Pay into several accounts at once. All of it is taken or nothing; leave empty what you do not pay.',
    'Payez à plusieurs comptes à la fois. Tout est reçu ou rien ne l’est; laissez vide ce que vous ne payez pas.',
  ],
  none: ['You may pay for no account.', 'Vous ne pouvez payer pour aucun compte.'],
  account: ['Account', 'Compte'],
  client: ['Client', 'Client'],
  due: ['Due now', 'Exigible maintenant'],
  amount: ['Amount', 'Montant'],
  amountFor: ['Amount for', 'Montant pour'],
  total: ['Total that you pay', 'Total que vous payez'],
  totalHint: ['The amounts above have to add up to it.', 'Les montants ci-dessus doivent y correspondre.'],
  pay: ['Pay', 'Payer'],
  done: ['Payment received', 'Paiement reçu'],
  receipt: ['Receipt', 'Reçu'],
  back: ['All payments', 'Tous les paiements'],
});

const broker: Guard<AtAccount> = async (visit) => {
  const inside = await atAccount('payment:make')(visit);
  if (inside.business.kind !== 'broker') throw new Forbidden('payment:make');
  return inside;
};

const GroupForm = z.object({
  channel: chosenFrom(portalChannels),
  total: typedAmount,
  /** By program account. */
  amounts: z.record(z.string(), typedAmount),
});

export function clientPaymentPages(site: Site): void {
  site.form('/portal/payments/clients', broker, {
    show: showClients,
    schema: GroupForm,
    read: (values) => ({ ...values, amounts: amountsIn(values) }),
    act: async (visit, { channel, total, amounts }) => {
      const payments = Object.entries(amounts).map(([programAccount, amount]) => ({
        programAccount,
        amount,
      }));
      return showReceipts(visit, await payForClients(visit.ctx, { channel, total, payments }));
    },
  });
}

/** The fields of the accounts are named amounts.<account>. */
function amountsIn(values: Values): Record<string, unknown> {
  const amounts = Object.entries(values).filter(([name]) => name.startsWith('amounts.'));
  return Object.fromEntries(amounts.map(([name, value]) => [name.slice('amounts.'.length), value]));
}

interface Payable {
  bn15: string;
  name: string;
  dueCents: Cents;
}

async function payableAccounts({ ctx }: AtAccount): Promise<Payable[]> {
  const { read } = ctx.store;
  const accounts = await accountsInView(ctx, 'payment:make', undefined);
  const holders = await businessesAmong(read, [...new Set(accounts.map((bn15) => bn15.slice(0, 9)))]);
  const nameOf = new Map(holders.map(({ bn9, legalName }) => [bn9, legalName]));
  const payable: Payable[] = [];
  for (const bn15 of accounts.slice(0, 200)) {
    const { due } = dueAndCredit(await openItemsOf(read, bn15), ctx.clock.today());
    payable.push({ bn15, name: nameOf.get(bn15.slice(0, 9)) ?? '', dueCents: due });
  }
  return payable;
}

async function showClients(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { language } = visit;
  const w = words[language];
  const accounts = table<Payable>(
    w.title,
    [
      { title: w.client, cell: ({ name }) => name },
      { title: w.account, cell: ({ bn15 }) => bn15 },
      { title: w.due, cell: ({ dueCents }) => dollars(dueCents, language), isNumber: true },
      {
        title: w.amount,
        cell: ({ bn15 }) =>
          textField(language, state, {
            name: `amounts.${bn15}`,
            label: `${w.amountFor} ${bn15}`,
            size: 12,
            inputmode: 'decimal',
          }),
      },
    ],
    await payableAccounts(visit),
    w.none,
  );
  const fields = html`${accounts}
${textField(language, state, { name: 'total', label: w.total, hint: w.totalHint, size: 16, inputmode: 'decimal', isRequired: true })}
${channelField(language, state)}
<div class="buttons">${button(w.pay)}</div>`;
  const body = html`${errorSummary(language, state)}${paymentTabs(visit)}<p>${w.lead}</p>
${postForm(to(visit, '/portal/payments/clients'), fields)}`;
  return { title: w.title, body };
}

async function showReceipts(visit: AtAccount, taken: readonly TakenPayment[]): Promise<Page> {
  const { language } = visit;
  const w = words[language];
  const body = html`${paymentTabs(visit)}
${table(
  w.done,
  [
    { title: w.receipt, cell: ({ id }) => link(to(visit, `/portal/payments/${id}`), id) },
    { title: w.account, cell: ({ programAccount }) => programAccount },
    { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
  ],
  taken,
  w.none,
)}<p>${link(to(visit, '/portal/payments'), w.back)}</p>`;
  return { title: w.done, body };
}
