import { z } from '@hono/zod-openapi';
import { system } from '../open-environment.ts';
import { button, choiceField, errorSummary, type FormState, postForm, textField } from '../pages/form.ts';
import { signedIn } from '../pages/guards.ts';
import { type Html, html } from '../pages/html.ts';
import { notice } from '../pages/parts.ts';
import type { Site } from '../pages/site.ts';
import { plainAmount } from '../pages/typed.ts';
import { to, type Visit } from '../pages/visit.ts';
import { inBoth, type Language } from '../pages/words.ts';
import { askForRegistration } from '../users/ask-for-registration.ts';
import {
  ExistingClient,
  NewClient,
  registerExistingClient,
  registerNewClient,
} from '../users/register-business.ts';

const words = inBoth({
  business: ['Register my business', 'Inscrire mon entreprise'],
  newBusiness: [
    'Register a business that is new to importing',
    'Inscrire une entreprise qui n’a jamais importé',
  ],
  businessLead: [
    'Name and address as the CBSA has them, punctuation included, and two of the three answers below. You become the business account manager.',
    'Nom et adresse tels que l’ASFC les a, ponctuation comprise, et deux des trois réponses ci-dessous. Vous devenez gestionnaire du compte d’entreprise.',
  ],
  program: ['Program account (BN15)', 'Compte de programme (NE15)'],
  legalName: ['Legal name', 'Dénomination sociale'],
  address: ['Full address', 'Adresse complète'],
  secrets: ['Two of these three', 'Deux de ces trois réponses'],
  transaction: [
    'Transaction number of a recent declaration',
    'Numéro de transaction d’une déclaration récente',
  ],
  total: ['Total duties and taxes of that declaration', 'Total des droits et taxes de cette déclaration'],
  payment: ['Exact amount of the latest payment', 'Montant exact du dernier paiement'],
  balance: ['Balance of the latest statement of account', 'Solde du dernier relevé de compte'],
  register: ['Register', 'Inscrire'],
  fewTries: [
    'After five wrong sets of answers an officer looks at the registration instead.',
    'Après cinq séries de réponses inexactes, c’est un agent qui examine l’inscription.',
  ],
  manual: [
    'I do not have the answers: have an officer register the business',
    'Je n’ai pas les réponses : qu’un agent inscrive l’entreprise',
  ],
  asked: ['An officer will look at your registration.', 'Un agent examinera votre inscription.'],
  province: ['Province or territory (two letters)', 'Province ou territoire (deux lettres)'],
  residence: ['Where is the business resident?', 'Où l’entreprise réside-t-elle?'],
  resident: [
    'In Canada: a business number is issued here',
    'Au Canada : un numéro d’entreprise est attribué ici',
  ],
  nonResident: [
    'Outside Canada: it has a business number from the Canada Revenue Agency',
    'À l’extérieur du Canada : elle a un numéro d’entreprise de l’Agence du revenu du Canada',
  ],
  bn9: ['Business number (nine digits)', 'Numéro d’entreprise (neuf chiffres)'],
  bn9Hint: ['For non-residents', 'Pour les non-résidents'],
});

const amountText = z.string().transform(plainAmount).optional();

const ExistingForm = ExistingClient.extend({
  transactionTotal: amountText,
  lastPayment: amountText,
  statementBalance: amountText,
  isManual: z.literal('yes').optional(),
});

const NewForm = NewClient.omit({ isResident: true, language: true }).extend({
  residence: z.enum(['resident', 'non-resident']),
});

/** Somebody registers a business, and manages it from then on. */
export function businessRegistrationPages(site: Site): void {
  site.form('/set-up/business', signedIn, {
    show: showBusiness,
    schema: ExistingForm,
    act: async ({ ctx, user }, { isManual, ...input }) => {
      if (isManual === 'yes') {
        await askForRegistration(ctx, user.id, input);
        return '/set-up';
      }
      await registerExistingClient(ctx, user.id, input);
      return '/portal';
    },
  });

  site.form('/set-up/new-business', signedIn, {
    show: showNewBusiness,
    schema: NewForm,
    act: async ({ ctx, user, language, environment }, { residence, ...input }) => {
      const isResident = residence === 'resident';
      const client = { ...input, language, isResident };
      const { isRegistered } = await registerNewClient(ctx, environment.as(system), user.id, client);
      return isRegistered ? '/portal' : '/set-up';
    },
  });
}

function showBusiness(visit: Visit, _: unknown, state: FormState) {
  const { language } = visit;
  const w = words[language];
  const text = (name: string, label: string, isRequired = false) =>
    textField(language, state, { name, label, isRequired });
  const fields = html`
${text('program', w.program, true)}${text('legalName', w.legalName, true)}${text('address', w.address, true)}
<fieldset class="group"><legend>${w.secrets}</legend>
${text('transactionNumber', w.transaction)}${text('transactionTotal', w.total)}
${text('lastPayment', w.payment)}${text('statementBalance', w.balance)}</fieldset>
<div class="field choice"><input type="checkbox" id="f-isManual" name="isManual" value="yes"><label for="f-isManual">${w.manual}</label></div>
<div class="buttons">${button(w.register)}</div>`;
  const body = html`${errorSummary(language, state)}<p>${w.businessLead} ${w.fewTries}</p>${postForm(to(visit, '/set-up/business'), fields)}`;
  return { title: w.business, body };
}

function showNewBusiness(visit: Visit, _: unknown, state: FormState) {
  const { language } = visit;
  const w = words[language];
  const fields = html`${businessFields(language, state)}
${choiceField(language, state, {
  name: 'residence',
  label: w.residence,
  isRequired: true,
  options: [
    ['resident', w.resident],
    ['non-resident', w.nonResident],
  ],
})}
${textField(language, state, { name: 'bn9', label: w.bn9, hint: w.bn9Hint, size: 12, inputmode: 'numeric' })}
<div class="buttons">${button(w.register)}</div>`;
  const body = html`${errorSummary(language, state)}${notice(language, 'info', w.nonResident, html`<p>${w.asked}</p>`)}${postForm(to(visit, '/set-up/new-business'), fields)}`;
  return { title: w.newBusiness, body };
}

/** Which business it is, at home or at a terminal. */
export function businessFields(language: Language, state: FormState): Html {
  const w = words[language];
  return html`
${textField(language, state, { name: 'legalName', label: w.legalName, isRequired: true })}
${textField(language, state, { name: 'address', label: w.address, isRequired: true })}
${textField(language, state, { name: 'province', label: w.province, size: 4, maxlength: 2, isRequired: true })}`;
}
