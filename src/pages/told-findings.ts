import { CadRejected } from '../cad/submit.ts';
import { InvalidInput } from '../errors.ts';

/** Every finding on a declaration is told, not only how many there are. */
export async function tellingFindings<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CadRejected)) throw error;
    const fatal = error.findings.filter(({ severity }) => severity === 'F');
    throw new InvalidInput({
      en: fatal.map(({ messageEn, code }) => `${messageEn} (${code})`).join(' '),
      fr: fatal.map(({ messageFr, code }) => `${messageFr} (${code})`).join(' '),
    });
  }
}
