import type { AgreementStatus, DemandStatus } from '../security/states.ts';
import type { Agreement, Demand } from '../security/store.ts';
import { dollars } from './formats.ts';
import { type Html, html, nothing } from './html.ts';
import { day, link, table, tag } from './parts.ts';
import { inBoth, type Language } from './words.ts';

const words = inBoth({
  DRAFT: ['Refused by the provider', 'Refusée par le fournisseur'],
  PENDING_PROVIDER: ['Waits for the provider', 'En attente du fournisseur'],
  ACTIVE: ['In force', 'En vigueur'],
  TERMINATION_NOTICED: ['Notice of termination given', 'Préavis de résiliation donné'],
  TERMINATED: ['Terminated', 'Résiliée'],
  EXPIRED: ['Expired', 'Expirée'],
  DEMANDED: ['To be answered', 'Réponse attendue'],
  REBUTTED: ['Rebutted', 'Contestée'],
  PAYABLE: ['To be paid', 'À payer'],
  PAID: ['Paid', 'Payée'],
  WITHDRAWN: ['Withdrawn', 'Retirée'],
  agreements: ['Agreements', 'Conventions'],
  noAgreements: ['There are no agreements.', 'Il n’y a aucune convention.'],
  number: ['Agreement number', 'Numéro de convention'],
  account: ['Program account', 'Compte de programme'],
  amount: ['Amount', 'Montant'],
  validFrom: ['Valid from', 'Valide à partir du'],
  validTo: ['Valid to', 'Valide jusqu’au'],
  continuous: ['Continuous', 'Continue'],
  status: ['Status', 'État'],
  demands: ['Demands', 'Demandes de paiement'],
  noDemands: ['Nothing has been demanded.', 'Rien n’a été réclamé.'],
  demand: ['Demand', 'Demande'],
  agreement: ['Agreement', 'Convention'],
  demandedOn: ['Demanded on', 'Réclamé le'],
  answerBy: ['Answer by', 'Réponse au plus tard le'],
  grounds: ['Grounds of the rebuttal', 'Motifs de la contestation'],
});

const tones = {
  DRAFT: 'danger',
  PENDING_PROVIDER: 'info',
  ACTIVE: 'success',
  TERMINATION_NOTICED: 'warning',
  TERMINATED: 'plain',
  EXPIRED: 'plain',
  DEMANDED: 'warning',
  REBUTTED: 'info',
  PAYABLE: 'danger',
  PAID: 'success',
  WITHDRAWN: 'plain',
} as const satisfies Record<AgreementStatus | DemandStatus, string>;

/** What an agreement or a demand has come to, in words. */
export function statusTag(language: Language, status: AgreementStatus | DemandStatus): Html {
  return tag(words[language][status], tones[status]);
}

export function validToText(language: Language, validTo: string | null): Html | string {
  return validTo === null ? words[language].continuous : day(validTo);
}

/** @param folder where the page of one agreement is, by its number */
export function agreementsTable(language: Language, folder: string, agreements: readonly Agreement[]): Html {
  const w = words[language];
  return table<Agreement>(
    w.agreements,
    [
      {
        title: w.number,
        cell: ({ id, agreementNumber }) => link(`/${language}${folder}/${id}`, agreementNumber),
      },
      { title: w.account, cell: ({ programAccount }) => programAccount },
      { title: w.status, cell: ({ status }) => statusTag(language, status) },
      { title: w.validFrom, cell: ({ validFrom }) => day(validFrom) },
      { title: w.validTo, cell: ({ validTo }) => validToText(language, validTo) },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    agreements,
    w.noAgreements,
  );
}

/** @param folder where the page of the agreement is under which something was demanded */
export function demandsTable(language: Language, folder: string, demands: readonly Demand[]): Html {
  const w = words[language];
  const grounds = ({ grounds: text }: Demand) => (text === null ? nothing : html`${text}`);
  return table<Demand>(
    w.demands,
    [
      { title: w.demand, cell: ({ id }) => id },
      {
        title: w.agreement,
        cell: ({ agreementId }) => link(`/${language}${folder}/${agreementId}`, String(agreementId)),
      },
      { title: w.status, cell: ({ status }) => statusTag(language, status) },
      { title: w.demandedOn, cell: ({ demandedOn }) => day(demandedOn) },
      { title: w.answerBy, cell: ({ answerBy }) => day(answerBy) },
      { title: w.grounds, cell: grounds },
      { title: w.amount, cell: ({ amountCents }) => dollars(amountCents, language), isNumber: true },
    ],
    demands,
    w.noDemands,
  );
}
