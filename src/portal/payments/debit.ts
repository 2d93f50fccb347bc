import { z } from '@hono/zod-openapi';
import {
  button,
  choiceField,
  errorSummary,
  type FormState,
  postButton,
  postForm,
  textField,
} from '../../pages/form.ts';
import { longDate } from '../../pages/formats.ts';
import { atAccount } from '../../pages/guards.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { Page } from '../../pages/layout.ts';
import { day, facts, table } from '../../pages/parts.ts';
import type { Params, Site } from '../../pages/site.ts';
import { typedText } from '../../pages/typed.ts';
import { type AtAccount, to } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import {
  agreeToDebits,
  cancelDebitAgreement,
  editDebitAgreement,
  lastDigits,
} from '../../payments/debit-agreements.ts';
import { type DebitAgreement, debitAgreementsOf } from '../../payments/debit-store.ts';
import { paymentTabs } from './tabs.ts';

const words = inBoth({
  title: ['Pre-authorized debit', 'Débit préautorisé'],
  lead: [
    'With an agreement the CBSA debits what each statement asks for on its due date.',
    'En vertu d’un accord, l’ASFC débite ce que demande chaque relevé à son échéance.',
  ],
  inForce: ['Agreement in force', 'Accord en vigueur'],
  number: ['Agreement', 'Accord'],
  institution: ['Institution number', 'Numéro d’institution'],
  institutionHint: ['Three digits', 'Trois chiffres'],
  transit: ['Transit number', 'Numéro de transit'],
  transitHint: ['Five digits', 'Cinq chiffres'],
  accountNumber: ['Bank account number', 'Numéro de compte bancaire'],
  accountHint: ['Seven to twelve digits', 'De sept à douze chiffres'],
  endsIn: ['Bank account ends in', 'Compte bancaire se terminant par'],
  holder: ['Name of the account holder', 'Nom du titulaire du compte'],
  agreedOn: ['Agreed on', 'Conclu le'],
  cancelledOn: ['Cancelled on', 'Annulé le'],
  certification: ['Certification', 'Attestation'],
  certifies: [
    'The holder lets the CBSA debit this bank account, and the details are right.',
    'Le titulaire permet à l’ASFC de débiter ce compte bancaire, et les renseignements sont exacts.',
  ],
  make: ['Make an agreement', 'Conclure un accord'],
  change: ['Change the bank account', 'Changer de compte bancaire'],
  save: ['Save', 'Enregistrer'],
  cancel: ['Cancel the agreement', 'Annuler l’accord'],
  cancelLead: [
    'Once it is cancelled no debit is made any more; what was ordered before goes on.',
    'Une fois l’accord annulé, plus aucun débit n’est fait; ce qui a été ordonné auparavant suit son cours.',
  ],
  earlier: ['Earlier agreements', 'Accords antérieurs'],
  none: ['There are none.', 'Il n’y en a pas.'],
});

const BankForm = z.object({
  institution: typedText(/^\d{3}$/, { en: 'Enter three digits', fr: 'Entrez trois chiffres' }),
  transit: typedText(/^\d{5}$/, { en: 'Enter five digits', fr: 'Entrez cinq chiffres' }),
  accountNumber: typedText(/^\d{7,12}$/, {
    en: 'Enter seven to twelve digits',
    fr: 'Entrez de sept à douze chiffres',
  }),
  holder: typedText(/^.{1,100}$/, {
    en: 'Enter the name of the account holder',
    fr: 'Entrez le nom du titulaire du compte',
  }),
  certifies: typedText(/^yes$/, {
    en: 'Certify that the bank account may be debited',
    fr: 'Attestez que le compte bancaire peut être débité',
  }),
});

const guard = atAccount('payment:make');

export function debitPages(site: Site): void {
  site.form('/portal/payments/debit', guard, {
    show: showDebit,
    schema: BankForm,
    act: async (visit, { certifies: _, ...details }) => {
      const { ctx, account } = visit;
      const input = { ...details, certifies: true as const };
      const { id } = (await inForce(visit)) ?? {};
      if (id === undefined) await agreeToDebits(ctx, account.bn15, input);
      else await editDebitAgreement(ctx, { programAccount: account.bn15, id }, input);
      return '/portal/payments/debit';
    },
  });

  site.form('/portal/payments/debit/cancel', guard, {
    show: showDebit,
    schema: z.object({ id: z.coerce.number().int().positive() }),
    act: async ({ ctx, account }, { id }) => {
      await cancelDebitAgreement(ctx, { programAccount: account.bn15, id });
      return '/portal/payments/debit';
    },
  });
}

async function inForce({ ctx, account }: AtAccount): Promise<DebitAgreement | undefined> {
  const agreements = await debitAgreementsOf(ctx.store.read, account.bn15);
  return agreements.find(({ cancelledOn }) => cancelledOn === null);
}

async function showDebit(visit: AtAccount, _: Params, state: FormState): Promise<Page> {
  const { ctx, account, language } = visit;
  const w = words[language];
  const agreements = await debitAgreementsOf(ctx.store.read, account.bn15);
  const current = agreements.find(({ cancelledOn }) => cancelledOn === null);
  const earlier = agreements.filter(({ cancelledOn }) => cancelledOn !== null);
  const body = html`${errorSummary(language, state)}${paymentTabs(visit)}<p>${w.lead}</p>
${current === undefined ? nothing : currentPart(visit, current)}
<h2>${current === undefined ? w.make : w.change}</h2>
${bankForm(visit, state)}
${earlier.length === 0 ? nothing : earlierPart(visit, earlier)}`;
  return { title: w.title, body };
}

function currentPart(visit: AtAccount, agreement: DebitAgreement): Html {
  const { language } = visit;
  const w = words[language];
  const { id, institution, transit, holder, agreedOn } = agreement;
  return html`<h2>${w.inForce}</h2>${facts([
    [w.number, id],
    [w.institution, institution],
    [w.transit, transit],
    [w.endsIn, lastDigits(agreement)],
    [w.holder, holder],
    [w.agreedOn, longDate(agreedOn, language)],
  ])}<p>${w.cancelLead}</p>${postButton(to(visit, '/portal/payments/debit/cancel'), w.cancel, { id: String(id) })}`;
}

function bankForm(visit: AtAccount, state: FormState): Html {
  const { language } = visit;
  const w = words[language];
  const digits = { inputmode: 'numeric', isRequired: true } as const;
  return postForm(
    to(visit, '/portal/payments/debit'),
    html`<div class="fields">
${textField(language, state, { name: 'institution', label: w.institution, hint: w.institutionHint, size: 4, maxlength: 3, ...digits })}
${textField(language, state, { name: 'transit', label: w.transit, hint: w.transitHint, size: 6, maxlength: 5, ...digits })}
${textField(language, state, { name: 'accountNumber', label: w.accountNumber, hint: w.accountHint, size: 13, maxlength: 12, ...digits })}
</div>
${textField(language, state, { name: 'holder', label: w.holder, maxlength: 100, isRequired: true })}
${choiceField(language, state, { name: 'certifies', label: w.certification, options: [['yes', w.certifies]], isMany: true, isRequired: true })}
<div class="buttons">${button(w.save)}</div>`,
  );
}

function earlierPart({ language }: AtAccount, agreements: readonly DebitAgreement[]): Html {
  const w = words[language];
  return html`<h2>${w.earlier}</h2>${table(
    w.earlier,
    [
      { title: w.number, cell: ({ id }) => id },
      { title: w.endsIn, cell: lastDigits },
      { title: w.agreedOn, cell: ({ agreedOn }) => day(agreedOn) },
      { title: w.cancelledOn, cell: ({ cancelledOn }) => (cancelledOn === null ? '' : day(cancelledOn)) },
    ],
    agreements,
    w.none,
  )}`;
}
