import { writeOffsWaiting } from '../collections/store.ts';
import type { Reader } from '../context.ts';
import { dollars } from '../pages/formats.ts';
import { inBoth, type Language } from '../pages/words.ts';
import { type RedressStep, redressesAt } from '../penalties/store.ts';
import { claimsWaiting } from '../recourse/drawback-store.ts';
import { massAdjustmentsWaiting } from '../recourse/mass-store.ts';
import { casesIn, recalculationsWaiting } from '../recourse/store.ts';
import { rulingsWaiting } from '../rulings/store.ts';
import { requestsWaiting } from '../security/request-store.ts';
import { demandsRebutted } from '../security/store.ts';
import { registrationsWaiting } from '../users/registration-store.ts';

export const queueWords = inBoth({
  adjustments: ['Adjustments', 'Rajustements'],
  disputes: ['Disputes', 'Contestations'],
  appeals: ['Appeals', 'Appels'],
  extensions: ['Extensions of time', 'Prorogations'],
  redress: ['Redress of penalties', 'Recours contre des sanctions'],
  drawback: ['Drawback claims', 'Demandes de drawback'],
  rulings: ['Rulings', 'Décisions anticipées'],
  registrations: ['Registrations of businesses', 'Inscriptions d’entreprises'],
  demands: ['Security demands rebutted', 'Demandes de garantie contestées'],
  'security-requests': ['Requests about security', 'Demandes au sujet de la garantie'],
  recalculations: ['Mass recalculations to approve', 'Recalculs en masse à approuver'],
  'mass-adjustments': ['Mass adjustments', 'Rajustements en masse'],
  'write-offs': ['Write-offs to approve', 'Radiations à approuver'],
});

export type QueueName = keyof (typeof queueWords)['en'];

/** Something that waits for an officer. */
export interface Waiting {
  /** The page on which it is decided. */
  path: string;
  reference: string;
  /** Nothing where it concerns many accounts. */
  programAccount?: string;
  since: string;
  what: string;
}

/** As many as are shown, and one more to know that there are more. */
export const mostShown = 200;
const most = mostShown + 1;

type Queue = (on: Reader, language: Language) => Promise<Waiting[]>;

/** What waits for an officer, the oldest first. */
export const queues: Record<QueueName, Queue> = {
  adjustments: (on) => casesOf(on, { kind: 'ADJUSTMENT', state: 'UNDER_REVIEW' }),
  disputes: (on) => casesOf(on, { kind: 'DISPUTE', state: 'UNDER_REVIEW' }),
  appeals: (on) => casesOf(on, { kind: 'APPEAL', state: 'UNDER_REVIEW' }),
  extensions: async (on) => {
    const toDispute = await casesOf(on, { state: 'EXTENSION_REQUESTED' });
    return [...toDispute, ...(await redressOf(on, 'EXTENSION_ASKED'))];
  },
  redress: (on) => redressOf(on, 'REQUESTED', 'REASONS_GIVEN'),
  drawback: async (on, language) =>
    (await claimsWaiting(on, most)).map(({ id, claimant, filedOn, totalCents }) => ({
      path: `/cbsa/drawback/${id}`,
      reference: `K32-${id}`,
      programAccount: claimant,
      since: filedOn,
      what: dollars(totalCents, language),
    })),
  rulings: async (on) =>
    (await rulingsWaiting(on)).map(({ id, programAccount, askedOn, goods }) => ({
      path: `/cbsa/rulings/${id}`,
      reference: String(id),
      programAccount,
      since: askedOn,
      what: goods,
    })),
  registrations: async (on) =>
    (await registrationsWaiting(on)).map(({ id, program, askedOn, legalName }) => ({
      path: `/cbsa/registrations/${id}`,
      reference: String(id),
      programAccount: program,
      since: askedOn,
      what: legalName,
    })),
  demands: async (on, language) =>
    (await demandsRebutted(on, most)).map(({ id, programAccount, demandedOn, amountCents }) => ({
      path: `/cbsa/demands/${id}`,
      reference: String(id),
      programAccount,
      since: demandedOn,
      what: dollars(amountCents, language),
    })),
  'security-requests': async (on, language) =>
    (await requestsWaiting(on, most)).map(({ id, programAccount, askedOn, askedCents }) => ({
      path: `/cbsa/security-requests/${id}`,
      reference: String(id),
      programAccount,
      since: askedOn,
      what: dollars(askedCents, language),
    })),
  recalculations: async (on) =>
    (await recalculationsWaiting(on, most)).map(({ id, createdOn, reason }) => ({
      path: `/cbsa/recalculations/${id}`,
      reference: id,
      since: createdOn,
      what: reason,
    })),
  'mass-adjustments': async (on) =>
    (await massAdjustmentsWaiting(on, most)).map(({ id, importerBn15, askedOn, rationale }) => ({
      path: `/cbsa/mass-adjustments/${id}`,
      reference: id,
      programAccount: importerBn15,
      since: askedOn,
      what: rationale,
    })),
  'write-offs': async (on, language) =>
    (await writeOffsWaiting(on, most)).map(({ id, programAccount, requestedOn, amountCents }) => ({
      path: `/cbsa/write-offs/${id}`,
      reference: String(id),
      programAccount,
      since: requestedOn,
      what: dollars(amountCents, language),
    })),
};

async function casesOf(on: Reader, which: Parameters<typeof casesIn>[1]): Promise<Waiting[]> {
  const waiting = await casesIn(on, which, most);
  return waiting.map(({ id, importerBn15, openedOn, reasons, transactionNumber }) => ({
    path: `/cbsa/cases/${id}`,
    reference: id,
    programAccount: importerBn15,
    since: openedOn,
    what: reasons.length > 0 ? reasons.join(', ') : transactionNumber,
  }));
}

async function redressOf(on: Reader, ...steps: RedressStep[]): Promise<Waiting[]> {
  return (await redressesAt(on, steps, most)).map(({ redress, penalty }) => ({
    path: `/cbsa/penalties/${penalty.id}`,
    reference: penalty.id,
    programAccount: penalty.programAccount,
    since: redress.askedOn,
    what: penalty.contravention,
  }));
}
