import type { Bilingual } from '../errors.ts';
import { type CertificationCase, stepsOf } from './certification-cases.ts';
import type { CaseAttempt, CertifiedChannel } from './certification-store.ts';

/** What was received for one transaction number: an action of the journal, and codes where it was rejected. */
export interface Received {
  action: string;
  transactionNumber: string;
  codes: readonly string[];
  /** Fields that its lines declare, where it was accepted. */
  declares: readonly string[];
}

/**
 * Grade what was received against the step that a case waits for. What is right brings it one step on; anything else
 * fails the attempt, and says why.
 *
 * @param errorFreeShare of a volume, from 0 to 1, that must be accepted when first sent
 */
export function grade(
  definition: CertificationCase,
  channel: CertifiedChannel,
  attempt: CaseAttempt,
  received: Received,
  errorFreeShare: number,
): CaseAttempt {
  if (attempt.state !== 'PENDING') return attempt;
  if (definition.volume === true) return gradeVolume(attempt, received, errorFreeShare);
  const steps = stepsOf(definition, channel);
  const expected = steps[attempt.stepsDone]!;
  const reason = whyWrong(expected, definition, received);
  if (reason !== undefined) return { ...attempt, state: 'FAILED', reasonEn: reason.en, reasonFr: reason.fr };
  const stepsDone = attempt.stepsDone + 1;
  return { ...attempt, stepsDone, state: stepsDone === steps.length ? 'PASSED' : 'PENDING' };
}

function whyWrong(
  expected: string,
  { declares }: CertificationCase,
  received: Received,
): Bilingual | undefined {
  const [action, code] = expected.split(' ');
  const isAsExpected = received.action === action && (code === undefined || received.codes.includes(code));
  if (!isAsExpected) {
    const told = [received.action, ...received.codes].join(' ');
    return {
      en: `${received.transactionNumber}: expected ${expected}, received ${told}`,
      fr: `${received.transactionNumber} : attendu ${expected}, reçu ${told}`,
    };
  }
  if (declares === undefined || received.declares.includes(declares)) return undefined;
  return {
    en: `${received.transactionNumber}: no line declares ${declares}`,
    fr: `${received.transactionNumber} : aucune ligne ne déclare ${declares}`,
  };
}

/** Each number counts by what became of it when it was first sent. */
function gradeVolume(attempt: CaseAttempt, received: Received, errorFreeShare: number): CaseAttempt {
  const numbers = attempt.numbers.filter((number) => number !== received.transactionNumber);
  const isAccepted = received.action === 'cad.accepted';
  const accepted = attempt.accepted + (isAccepted ? 1 : 0);
  const rejected = attempt.rejected + (isAccepted ? 0 : 1);
  const counted = { ...attempt, numbers, accepted, rejected };
  if (numbers.length > 0) return counted;
  const sent = accepted + rejected;
  if (accepted >= errorFreeShare * sent) return { ...counted, state: 'PASSED' };
  return {
    ...counted,
    state: 'FAILED',
    reasonEn: `${accepted} of ${sent} were accepted when first sent; ${errorFreeShare * 100} % are needed`,
    reasonFr: `${accepted} sur ${sent} ont été acceptées au premier envoi; il en faut ${errorFreeShare * 100} %`,
  };
}
