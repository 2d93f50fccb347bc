import type { Reader } from '../context.ts';
import { NotFound } from '../errors.ts';
import { type Enrolment, findEnrolment } from './store.ts';

/** The enrolment of an account in release prior to payment. @throws NotFound */
export async function enrolmentOf(on: Reader, programAccount: string): Promise<Enrolment> {
  const enrolment = await findEnrolment(on, programAccount);
  if (enrolment !== undefined) return enrolment;
  const what = {
    en: 'Enrolment in release prior to payment of account',
    fr: 'L’inscription à la mainlevée avant paiement du compte',
  };
  throw new NotFound(what, programAccount);
}
