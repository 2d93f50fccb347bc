import { transactionNumberFrom } from '../accounts/identifiers.ts';
import { type B3, insertB3 } from '../cad/b3-store.ts';
import type { CadInput, CadLineInput } from '../cad/types.ts';
import { instantText, parseInstant } from '../clock/instants.ts';
import type { Context, Tx } from '../context.ts';
import { insertRelease } from '../release/store.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { type CertificationCase, caseAt, certificationCases } from './certification-cases.ts';
import {
  type CaseAttempt,
  type Certification,
  putAttempt,
  updateCertification,
} from './certification-store.ts';

const office = '0453';
const carrierCode = 'CERT';

/** Prepare every case of a package. */
export async function openPackage(
  tx: Tx,
  ctx: Context,
  certification: Certification,
  name: CertificationCase['package'],
): Promise<Certification> {
  let current = certification;
  for (const [index, definition] of certificationCases.entries()) {
    if (definition.package === name) current = await prepareAttempt(tx, ctx, current, index + 1, 1);
  }
  return current;
}

/**
 * Prepare one try at a case: transaction numbers of the client's own range, and the releases that they account for.
 * Assumption A-44: these releases are not reported in the journal, so that no test is ever penalised as late.
 */
export async function prepareAttempt(
  tx: Tx,
  ctx: Context,
  certification: Certification,
  position: number,
  attempt: number,
): Promise<Certification> {
  const definition = caseAt(position)!;
  const { reference } = await tariffOf(ctx.store);
  const today = ctx.clock.today();
  const number = (name: string) => reference.parameter(name, today).value.toNumber();
  const count = definition.volume === true ? number('certification-volume') : 1;
  const isOld = definition.released === 'long ago';
  const releasedAt = isOld ? daysBefore(today, number('certification-release-age')) : ctx.clock.now();
  const numbers: string[] = [];
  for (let serial = certification.nextSerial; numbers.length < count; serial++) {
    const valid = transactionNumberFrom(certification.securityNumber, serial);
    if (definition.number !== undefined) {
      numbers.push(withWrongCheckDigit(valid));
      continue;
    }
    numbers.push(valid);
    if (definition.isB3 === true) {
      await insertB3(tx, b3Of(certification, valid, today));
      continue;
    }
    await insertRelease(tx, {
      ...{ transactionNumber: valid, importerBn15: certification.testAccount, brokerBn9: null, office },
      ...{ program: 'commercial', extendedTo: null },
      ...{ option: 'PARS', mode: '2', carrierCode, cargoControlNumber: `${carrierCode}${valid}`, releasedAt },
    });
  }
  await putAttempt(tx, {
    certificationId: certification.id,
    ...{ position, attempt, caseKey: definition.key, numbers, state: 'PENDING', stepsDone: 0 },
    ...{ accepted: 0, rejected: 0, reasonEn: null, reasonFr: null },
  });
  const nextSerial = certification.nextSerial + count;
  await updateCertification(tx, certification.id, { nextSerial });
  await record(tx, ctx, {
    action: 'certification.case-prepared',
    subject: certification.id,
    detail: { case: definition.key, attempt, numbers: count },
  });
  return { ...certification, nextSerial };
}

/** What the example repeats: goods of $1,000.00, free of duty, that bore GST. */
function b3Of({ testAccount }: Certification, transactionNumber: string, accountedOn: string): B3 {
  const lines = [{ classification: goods.classification, vfdCents: 100_000 }];
  return { transactionNumber, importerBn15: testAccount, office, accountedOn, lines, totalCents: 5000 };
}

/** Example data of a case: what the partner's software is to send, in the form of the API. */
export function exampleOf(
  definition: CertificationCase,
  { testAccount }: Certification,
  transactionNumber: string,
  today: string,
): CadInput {
  const lines = Array.from({ length: definition.lines ?? 1 }, () => lineOf(definition, today));
  const value = definition.invoiceValue ?? `${1000 * lines.length}.00`;
  const vendor = { name: 'Vendor (fictitious)' };
  return {
    cadType: 'AB',
    transactionNumber,
    importer: testAccount,
    ...(definition.isB3 === true ? { preCarm: 'AS_DECLARED' as const } : {}),
    office,
    commercial: true,
    invoices: [{ number: 'CERT-1', vendor, value, currency: 'CAD', lines }],
  };
}

const goods = { description: 'machine parts', classification: '8409912000', countryOfOrigin: 'DE' };

function lineOf({ line }: CertificationCase, today: string): CadLineInput {
  return {
    ...goods,
    tariffTreatment: '2',
    directShipmentDate: today,
    valueForCurrencyConversion: '1000.00',
    valueForDutyCode: '13',
    quantity: '10',
    unitOfMeasure: 'NMB',
    // Of a partial line only what is said replaces anything.
    ...(line as Partial<CadLineInput>),
  };
}

/** Attempts by the transaction number that they wait for. */
export function byNumber(attempts: readonly CaseAttempt[]): Map<string, CaseAttempt> {
  return new Map(
    attempts
      .filter((attempt) => attempt.state === 'PENDING')
      .flatMap((attempt) => attempt.numbers.map((number) => [number, attempt] as const)),
  );
}

function withWrongCheckDigit(number: string): string {
  return `${number.slice(0, 13)}${(Number(number[13]) + 1) % 10}`;
}

function daysBefore(today: string, days: number): string {
  const date = Temporal.PlainDate.from(today).subtract({ days });
  return instantText(parseInstant(`${date.toString()}T12:00`));
}
