import { z } from '@hono/zod-openapi';
import { bn9Of } from '../../accounts/identifiers.ts';
import { chooseOffsetting } from '../../accounts/offsetting.ts';
import { accountsOfBusiness, offsettings } from '../../accounts/store.ts';
import { dueAndCredit, openItemsOf } from '../../ledger/open-items.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textField,
} from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { facts } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { allTicked, chosenFrom, typedAmount, typedText } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { applyCredit, transferOwnCredit } from '../../payments/credit.ts';
import { debtChoice, openDebtsOf } from './open-debts.ts';
import { paymentTabs } from './tabs.ts';

const words = inBoth({
  title: ['Credits', 'Crédits'],
  credit: ['Unapplied credit', 'Crédit non affecté'],
  due: ['Due now', 'Exigible maintenant'],
  apply: ['Apply credit to debts', 'Affecter le crédit à des dettes'],
  applyHint: [
    'Due or not; each is cleared in full, so the credit has to cover all that you choose.',
    'Échues ou non; chacune est acquittée en entier, le crédit doit donc couvrir tout ce que vous choisissez.',
  ],
  noCredit: ['The account has no credit.', 'Le compte n’a aucun crédit.'],
  noDebt: ['Nothing is owed that the credit could clear.', 'Rien n’est dû que le crédit pourrait acquitter.'],
  transfer: ['Transfer credit', 'Virer un crédit'],
  transferLead: [
    'Credit beyond what is due goes to another account of the same business.',
    'Le crédit au-delà de ce qui est dû peut aller à un autre compte de la même entreprise.',
  ],
  noOther: [
    'The business has no other program account.',
    'L’entreprise n’a pas d’autre compte de programme.',
  ],
  to: ['To the account', 'Au compte'],
  amount: ['Amount', 'Montant'],
  offsetting: ['How credits meet debts', 'Compensation des crédits et des dettes'],
  choose: ['Preference', 'Préférence'],
  PROGRAM_ONLY: ['Within this program account', 'Dans ce compte de programme seulement'],
  BUSINESS_WIDE: ['Across all accounts of the business', 'Entre tous les comptes de l’entreprise'],
  MANUAL: ['I apply credits myself', 'J’affecte moi-même les crédits'],
  save: ['Save', 'Enregistrer'],
});

const guard = atAccount('payment:make');
const here = '/portal/payments/credits';

export function creditPages(site: Site): void {
  site.page(here, guard, showCredits);

  site.form(`${here}/apply`, guard, {
    show: showCredits,
    schema: z.object({
      transactions: z.array(z.string()).refine((ticked) => ticked.length > 0, {
        params: { text: { en: 'Choose a transaction', fr: 'Choisissez une transaction' } },
      }),
    }),
    read: (values) => ({ transactions: allTicked(values.transactions) }),
    act: async ({ ctx, account }, { transactions }) => {
      await applyCredit(ctx, account.bn15, transactions);
      return here;
    },
  });

  site.form(`${here}/transfer`, guard, {
    show: showCredits,
    schema: z.object({
      to: typedText(/^\d{9}RM\d{4}$/, { en: 'Choose an account', fr: 'Choisissez un compte' }),
      amount: typedAmount,
    }),
    act: async ({ ctx, account }, transfer) => {
      await transferOwnCredit(ctx, { from: account.bn15, ...transfer });
      return here;
    },
  });

  site.form(`${here}/offsetting`, guard, {
    show: showCredits,
    schema: z.object({ offsetting: chosenFrom(offsettings) }),
    act: async ({ ctx, account }, { offsetting }) => {
      await chooseOffsetting(ctx, account.bn15, offsetting);
      return here;
    },
  });
}

async function showCredits(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const { due, credit } = dueAndCredit(await openItemsOf(ctx.store.read, account.bn15), ctx.clock.today());
  const body = html`${errorSummary(language, state)}${paymentTabs(visit)}
${facts([
  [w.credit, dollars(credit, language)],
  [w.due, dollars(due, language)],
])}
<h2>${w.apply}</h2>${credit === 0 ? html`<p class="empty">${w.noCredit}</p>` : await applyForm(visit, state)}
<h2>${w.transfer}</h2><p>${w.transferLead}</p>${await transferForm(visit, state)}
<h2>${w.offsetting}</h2>${offsettingForm(visit, state)}`;
  return { title: w.title, body };
}

async function applyForm(visit: AtAccount, state: FormState): Promise<Html> {
  const w = words[visit.language];
  const debts = await openDebtsOf(visit);
  if (debts.length === 0) return html`<p class="empty">${w.noDebt}</p>`;
  const fields = html`${debtChoice(visit, state, debts, w.applyHint)}<div class="buttons">${button(w.apply)}</div>`;
  return postForm(to(visit, `${here}/apply`), fields);
}

async function transferForm(visit: AtAccount, state: FormState): Promise<Html> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const accounts = await accountsOfBusiness(ctx.store.read, bn9Of(account.bn15));
  const others = accounts.map(({ bn15 }) => bn15).filter((bn15) => bn15 !== account.bn15);
  if (others.length === 0) return html`<p class="empty">${w.noOther}</p>`;
  const fields = html`
${selectField(language, state, { name: 'to', label: w.to, options: others.map((bn15) => [bn15, bn15]), isRequired: true })}
${textField(language, state, { name: 'amount', label: w.amount, size: 16, inputmode: 'decimal', isRequired: true })}
<div class="buttons">${button(w.transfer)}</div>`;
  return postForm(to(visit, `${here}/transfer`), fields);
}

function offsettingForm(visit: AtAccount, state: FormState): Html {
  const { account, language } = visit;
  const w = words[language];
  const options = offsettings.map((each) => [each, w[each]] as const);
  const field = { name: 'offsetting', label: w.choose, options, value: account.offsetting };
  const fields = html`${choiceField(language, state, field)}<div class="buttons">${button(w.save)}</div>`;
  return postForm(to(visit, `${here}/offsetting`), fields);
}
