import { z } from '@hono/zod-openapi';
import { chooseOffsetting } from '../../accounts/offsetting.ts';
import { offsettings, type ProgramAccount } from '../../accounts/store.ts';
import { waiveInterest } from '../../billing/waive-interest.ts';
import { requestWriteOff } from '../../collections/write-off.ts';
import { soughtDocuments } from '../../ledger/documents.ts';
import { fromWire } from '../../money.ts';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textArea,
  textField,
} from '../../pages/form.ts';
import { dollars } from '../../pages/formats.ts';
import { officer } from '../../pages/guards.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Params, Site } from '../../pages/site.ts';
import { chosenFrom, typedAmount, typedDate, typedText } from '../../pages/typed.ts';
import { type SignedIn, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { extendTime } from '../../release/extend-time.ts';
import { demandAdditional } from '../../security/additional-security.ts';
import { historyOf } from '../history.ts';
import { accountLookedAt, accountTitle } from './tabs.ts';

const words = inBoth({
  waive: ['Waive interest', 'Renoncer à des intérêts'],
  waiveLead: [
    'What is unpaid is cleared; what was paid becomes a credit (Customs Act s. 3.3).',
    'Ce qui est impayé est effacé; ce qui a été payé devient un crédit (Loi sur les douanes, art. 3.3).',
  ],
  noInterest: ['No interest was charged to this account.', 'Aucun intérêt n’a été imposé à ce compte.'],
  document: ['Interest', 'Intérêts'],
  amount: ['Amount (all that is left where empty)', 'Montant (tout ce qui reste si vide)'],
  reason: ['Reason', 'Motif'],
  extend: ['Extend the time to account', 'Prolonger le délai de déclaration en détail'],
  extendLead: [
    'Accounted for by then, the goods bear no penalty (Customs Act s. 33.7).',
    'Déclarées dans ce délai, les marchandises n’entraînent aucune sanction (Loi sur les douanes, art. 33.7).',
  ],
  transaction: ['Transaction number', 'Numéro de transaction'],
  accountBy: ['Account by', 'À déclarer au plus tard le'],
  offsetting: ['Offsetting preference', 'Préférence de compensation'],
  PROGRAM_ONLY: ['Inside the program account', 'Dans le compte de programme'],
  BUSINESS_WIDE: ['Across the accounts of the business', 'Entre les comptes de l’entreprise'],
  MANUAL: ['As the business allocates', 'Selon l’affectation de l’entreprise'],
  choose: ['Choose this preference', 'Choisir cette préférence'],
  writeOff: ['Ask for a write-off', 'Demander une radiation'],
  additional: ['Ask for additional security', 'Exiger une garantie supplémentaire'],
  additionalLead: [
    'The client is noticed, and loses the indicator where it is not given by that day (Customs Act s. 3.4).',
    'Le client en est avisé et perd l’indicateur si elle n’est pas donnée à cette date (Loi sur les douanes, art. 3.4).',
  ],
  highestMonth: ['Month to be secured', 'Mois à garantir'],
  complyBy: ['To be given by', 'À donner au plus tard le'],
  writeOffLead: [
    'All overdue debt of the account. Another officer decides.',
    'Toute dette en souffrance du compte. Un autre agent décide.',
  ],
});

const reason = z.string().min(1).max(2000);
const number = typedText(/^\d{14}$/, { en: 'Enter fourteen digits', fr: 'Entrez quatorze chiffres' });
const document = typedText(/^\d+$/, { en: 'Choose the interest', fr: 'Choisissez les intérêts' });

const here = (bn15: string | undefined) => `/cbsa/accounts/${bn15}/decisions`;

export function decisionPages(site: Site): void {
  site.page(here(':bn15'), officer('account:read'), show);

  site.form(`${here(':bn15')}/interest`, officer('collection:decide'), {
    show,
    schema: z.object({ document, amount: typedAmount.optional(), waiver: reason }),
    act: async ({ ctx }, { document: id, amount, waiver }, { bn15 }) => {
      const amountCents = amount === undefined ? undefined : fromWire(amount);
      await waiveInterest(ctx, { documentId: Number(id), amountCents, reason: waiver });
      return here(bn15);
    },
  });

  site.form(`${here(':bn15')}/time`, officer('penalty:issue'), {
    show,
    schema: z.object({ transactionNumber: number, accountBy: typedDate, extension: reason }),
    act: async ({ ctx }, { transactionNumber, accountBy, extension }, { bn15 }) => {
      await extendTime(ctx, transactionNumber, { accountBy, reason: extension });
      return `/cbsa/accounts/${bn15}/declarations`;
    },
  });

  site.form(`${here(':bn15')}/offsetting`, officer('payment:make'), {
    show,
    schema: z.object({ offsetting: chosenFrom(offsettings) }),
    act: async ({ ctx }, { offsetting }, { bn15 }) => {
      await chooseOffsetting(ctx, bn15!, offsetting);
      return here(bn15);
    },
  });

  site.form(`${here(':bn15')}/security`, officer('security:decide'), {
    show,
    schema: z.object({ highestMonth: typedAmount, complyBy: typedDate, additional: reason }),
    act: async ({ ctx }, { additional, ...notice }, { bn15 }) => {
      await demandAdditional(ctx, bn15!, { ...notice, reason: additional });
      return here(bn15);
    },
  });

  site.form(`${here(':bn15')}/write-off`, officer('collection:decide'), {
    show,
    schema: z.object({ writeOff: z.string().min(1).max(1000) }),
    act: async ({ ctx }, { writeOff }, { bn15 }) => {
      const { id } = await requestWriteOff(ctx, bn15!, { reason: writeOff });
      return `/cbsa/write-offs/${id}`;
    },
  });
}

function additionalForm(visit: SignedIn, bn15: string, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const form = html`<div class="fields">${textField(language, state, { name: 'highestMonth', label: w.highestMonth, size: 14, inputmode: 'decimal', isRequired: true })}
${textField(language, state, { name: 'complyBy', label: w.complyBy, type: 'date', isRequired: true })}</div>
${textArea(language, state, { name: 'additional', label: w.reason, rows: 2, isRequired: true })}<div class="buttons">${button(w.additional)}</div>`;
  return html`<h2>${w.additional}</h2><p>${w.additionalLead}</p>${postForm(to(visit, `${here(bn15)}/security`), form)}`;
}

async function show(visit: SignedIn, params: Params, state: FormState) {
  const { language } = visit;
  const looked = await accountLookedAt(visit, params);
  const { account } = looked;
  const { bn15 } = account;
  const matter = { onBehalfOf: bn15, subjects: [bn15], actions: ['interest.', 'account.', 'security.'] };
  const body = html`${errorSummary(language, state)}${looked.head}
${await interestForm(visit, bn15, state)}
${timeForm(visit, bn15, state)}
${offsettingForm(visit, account, state)}
${additionalForm(visit, bn15, state)}
${writeOffForm(visit, bn15, state)}
${await historyOf(visit, matter)}`;
  return { title: accountTitle(visit, looked), body };
}

async function interestForm(visit: SignedIn, bn15: string, state: FormState): Promise<Html> {
  const { ctx, language } = visit;
  const w = words[language];
  const page = { before: 0, limit: 200 };
  const charged = await soughtDocuments(ctx.store.read, bn15, { codes: ['INT'] }, page);
  const owed = charged.filter(({ amountCents }) => amountCents > 0);
  const options = owed.map(
    ({ id, reference, postedOn, amountCents }) =>
      [String(id), `${postedOn}, ${reference}, ${dollars(amountCents, language)}`] as const,
  );
  if (options.length === 0) return html`<h2>${w.waive}</h2><p class="empty">${w.noInterest}</p>`;
  const form = html`${selectField(language, state, { name: 'document', label: w.document, options, isRequired: true })}
${textField(language, state, { name: 'amount', label: w.amount, size: 14, inputmode: 'decimal' })}
${textArea(language, state, { name: 'waiver', label: w.reason, rows: 2, isRequired: true })}<div class="buttons">${button(w.waive)}</div>`;
  return html`<h2>${w.waive}</h2><p>${w.waiveLead}</p>${postForm(to(visit, `${here(bn15)}/interest`), form)}`;
}

function timeForm(visit: SignedIn, bn15: string, state: FormState): Html {
  const { language, query } = visit;
  const w = words[language];
  const form = html`<div class="fields">${textField(language, state, { name: 'transactionNumber', label: w.transaction, value: query.get('release') ?? '', size: 16, inputmode: 'numeric', isRequired: true })}
${textField(language, state, { name: 'accountBy', label: w.accountBy, type: 'date', isRequired: true })}</div>
${textArea(language, state, { name: 'extension', label: w.reason, rows: 2, isRequired: true })}<div class="buttons">${button(w.extend)}</div>`;
  return html`<h2>${w.extend}</h2><p>${w.extendLead}</p>${postForm(to(visit, `${here(bn15)}/time`), form)}`;
}

function offsettingForm(visit: SignedIn, { bn15, offsetting }: ProgramAccount, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const options = offsettings.map((each) => [each, w[each]] as const);
  const form = html`${choiceField(language, state, { name: 'offsetting', label: w.offsetting, value: offsetting, options })}<div class="buttons">${button(w.choose)}</div>`;
  return html`<h2>${w.offsetting}</h2>${postForm(to(visit, `${here(bn15)}/offsetting`), form)}`;
}

function writeOffForm(visit: SignedIn, bn15: string, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const form = html`${textArea(language, state, { name: 'writeOff', label: w.reason, rows: 2, isRequired: true })}<div class="buttons">${button(w.writeOff)}</div>`;
  return html`<h2>${w.writeOff}</h2><p>${w.writeOffLead}</p>${postForm(to(visit, `${here(bn15)}/write-off`), form)}`;
}
