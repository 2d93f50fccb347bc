import { z } from '@hono/zod-openapi';
import { isProgramAccountNumber, isTransactionNumber } from '../accounts/identifiers.ts';
import { hadRpp } from '../accounts/indicator-history.ts';
import { isRegistered } from '../accounts/registers.ts';
import { requireScope } from '../accounts/rights.ts';
import { findAccount, type ProgramAccount } from '../accounts/store.ts';
import { dateOf, instantText, parseInstant } from '../clock/instants.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { type DueDates, dueDates, type Program, programOfOption } from './due-dates.ts';
import { findRelease, insertRelease, type Release } from './store.ts';

export const ReleaseInput = z.strictObject({
  transactionNumber: z
    .string()
    .refine(isTransactionNumber, { error: 'a 14-digit transaction number is expected' }),
  importer: z
    .string()
    .refine(isProgramAccountNumber, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  brokerBn9: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  office: z.string().regex(/^\d{4}$/),
  /** CSA: clearance under customs self-assessment; CTC: commodities transmitted continuously. */
  option: z.enum(['PARS', 'RMD', 'IID', 'CSA', 'CTC']),
  mode: z.string().regex(/^\d$/),
  carrierCode: z.string().min(4).max(4),
  cargoControlNumber: z.string().min(5).max(25),
  /** The driver's number in the register of CSA drivers: clearance by highway under customs self-assessment. */
  driver: z.string().max(20).optional(),
  /** Simulated instant of release; now when left out. */
  releasedAt: z.string().optional(),
});

export type ReleaseInput = z.infer<typeof ReleaseInput>;

/** A release with this number is already known. */
export class ReleaseAlreadyReported extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'RELEASE_ALREADY_REPORTED';

  constructor(transactionNumber: string) {
    super({
      en: `Release ${transactionNumber} was already reported; a transaction number is used once in 7 years and 3 months`,
      fr: `La mainlevée ${transactionNumber} a déjà été signalée; un numéro de transaction sert une fois en 7 ans et 3 mois`,
    });
  }
}

/** Without the release prior to payment indicator goods are released only once paid for (type C). */
export class NotEnrolledInRpp extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOT_ENROLLED_IN_RPP';

  constructor(bn15: string) {
    super({
      en: `${bn15} is not enrolled in release prior to payment; account with a type C declaration and pay first`,
      fr: `${bn15} n’est pas inscrit à la mainlevée avant paiement; faites une déclaration de type C et payez d’abord`,
    });
  }
}

/** Clearance under customs self-assessment is for importers in that program. */
export class NotInSelfAssessment extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOT_IN_SELF_ASSESSMENT';

  constructor(bn15: string) {
    super({
      en: `${bn15} is not in customs self-assessment; ask for release by PARS, RMD or IID`,
      fr: `${bn15} n’est pas au programme d’autocotisation; demandez la mainlevée par PARS, RMD ou IID`,
    });
  }
}

/** Clearance under customs self-assessment is by an approved carrier and, by highway, a registered driver. */
export class CarrierNotApproved extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CARRIER_NOT_APPROVED';

  constructor(carrierCode: string) {
    super(
      {
        en: `Carrier ${carrierCode} is not approved for customs self-assessment; ask for release by PARS, RMD or IID`,
        fr: `Le transporteur ${carrierCode} n’est pas approuvé au programme d’autocotisation; demandez la mainlevée par PARS, RMD ou IID`,
      },
      { carrierCode },
    );
  }
}

export class DriverNotRegistered extends DomainError {
  readonly kind = 'refused';
  readonly code = 'DRIVER_NOT_REGISTERED';

  constructor(driver: string | undefined) {
    super(
      {
        en: `By highway, clearance under customs self-assessment needs a registered driver; named: ${driver ?? 'none'}`,
        fr: `Par la route, le dédouanement par autocotisation exige un chauffeur inscrit; nommé : ${driver ?? 'aucun'}`,
      },
      { driver: driver ?? null },
    );
  }
}

/**
 * Take a release as the release system (ACROSS) reports it: goods released at an office before payment.
 *
 * Law: Customs Act s. 32(2); SOR/86-1062 s. 10; Customs Notices 25-22, 25-23 (the indicator is needed).
 */
export async function reportRelease(ctx: Context, input: ReleaseInput): Promise<Release> {
  requireScope(ctx, 'release:report');
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction((tx) => takeRelease(tx, ctx, input, reference));
}

/** The same inside a transaction. Whatever is refused is refused before anything is written. */
export async function takeRelease(
  tx: Tx,
  ctx: Context,
  input: ReleaseInput,
  reference: ReferenceData,
): Promise<Release> {
  const releasedAt = instantOfRelease(ctx, input);
  const release = await decideRelease(tx, ctx, input, { releasedAt, askedAt: releasedAt, reference });
  if ((await findRelease(tx, input.transactionNumber)) !== undefined) {
    throw new ReleaseAlreadyReported(input.transactionNumber);
  }
  await insertRelease(tx, release);
  const { office, option, program } = release;
  await record(tx, ctx, {
    action: 'release.reported',
    subject: release.transactionNumber,
    onBehalfOf: release.importerBn15,
    detail: { office, option, program, releasedAt },
  });
  return release;
}

/**
 * The release that a message asks for, where its importer may have it.
 *
 * @param of when goods were released, and when that, or what is changed of it, was asked for
 * @throws NotFound, NotEnrolledInRpp, NotInSelfAssessment, CarrierNotApproved, DriverNotRegistered
 *
 * Law: Customs Act s. 32(2); SOR/86-1062 ss. 10, 10.2, 10.3. Assumption A-90.
 */
export async function decideRelease(
  on: Reader,
  ctx: Context,
  input: ReleaseInput,
  of: { releasedAt: string; askedAt: string; reference: ReferenceData },
): Promise<Release> {
  if (!of.reference.has('offices', input.office))
    throw new NotFound({ en: 'Office', fr: 'Le bureau' }, input.office);
  const account = await findAccount(on, input.importer);
  if (account === undefined || account.profile === 'EXPORTER') {
    throw new NotFound({ en: 'Importer account', fr: 'Le compte d’importateur' }, input.importer);
  }
  await requireRpp(on, ctx, account, of.askedAt);
  const program = programOf(input.option, account);
  if (input.option === 'CSA') await requireCsaTransport(on, input, dateOf(of.releasedAt));
  const { importer, brokerBn9 = null, driver, ...facts } = input;
  const dated = { releasedAt: of.releasedAt, program, extendedTo: null };
  return { ...facts, importerBn15: importer, brokerBn9, ...dated };
}

/**
 * Goods are released before payment where the account has the indicator as they are released, whenever that is told.
 *
 * @throws NotEnrolledInRpp
 *
 * Law: Customs Act s. 32(2); Customs Notices 25-22, 25-23. Assumption A-90.
 */
async function requireRpp(on: Reader, ctx: Context, account: ProgramAccount, at: string): Promise<void> {
  const isNow = at === ctx.clock.now();
  if (!(isNow ? account.hasRpp : await hadRpp(on, account, at))) throw new NotEnrolledInRpp(account.bn15);
}

const highway = '2';

/**
 * @throws CarrierNotApproved, DriverNotRegistered
 *
 * Law: SOR/86-1062 s. 10.2.
 */
async function requireCsaTransport(
  on: Reader,
  { carrierCode, mode, driver }: ReleaseInput,
  releasedOn: string,
): Promise<void> {
  if (!(await isRegistered(on, 'csa-carriers', carrierCode, releasedOn)))
    throw new CarrierNotApproved(carrierCode);
  if (mode !== highway) return;
  if (driver === undefined || !(await isRegistered(on, 'csa-drivers', driver, releasedOn)))
    throw new DriverNotRegistered(driver);
}

function instantOfRelease(ctx: Context, input: ReleaseInput): string {
  const releasedAt =
    input.releasedAt === undefined ? ctx.clock.now() : instantText(parseInstant(input.releasedAt));
  if (dateOf(releasedAt) > ctx.clock.today()) {
    throw new InvalidInput({
      en: `Release at ${releasedAt} is in the future of this environment, which is at ${ctx.clock.now()}`,
      fr: `La mainlevée du ${releasedAt} est dans le futur de cet environnement, qui est au ${ctx.clock.now()}`,
    });
  }
  if (dateOf(releasedAt) < oldestRelease(ctx.clock.today()) || releasedAt.startsWith('-')) {
    throw new InvalidInput({
      en: `Release at ${releasedAt} is more than 7 years and 3 months ago; its transaction number counts no more`,
      fr: `La mainlevée du ${releasedAt} date de plus de 7 ans et 3 mois; son numéro de transaction ne compte plus`,
    });
  }
  return releasedAt;
}

/**
 * The program whose dates goods follow: everything a CSA importer has released is of its option, but for commodities
 * transmitted continuously.
 *
 * @throws NotInSelfAssessment
 *
 * Law: SOR/86-1062 ss. 10.2, 10.3.
 */
function programOf(option: ReleaseInput['option'], { bn15, csaOption }: ProgramAccount): Program {
  if (option === 'CTC') return 'ctc';
  if (option === 'CSA' && csaOption === null) throw new NotInSelfAssessment(bn15);
  return programOfOption(csaOption);
}

/** A transaction number may be used again after 7 years and 3 months. Source: TCC24-144. */
function oldestRelease(today: string): string {
  return Temporal.PlainDate.from(today).subtract({ years: 7, months: 3 }).toString();
}

/** When goods of one release must be accounted for and paid, with what time was extended. */
export async function datesOf(ctx: Context, release: Release): Promise<DueDates> {
  const dates = await datesOfRelease(ctx, release.releasedAt.slice(0, 10), release.program);
  return release.extendedTo === null ? dates : { ...dates, accountBy: release.extendedTo };
}

const known = new WeakMap<ReferenceData, Map<string, DueDates>>();

/** The dates of goods released under a program: account by, billing period, statement, due. Worked out once for each day. */
export async function datesOfRelease(
  ctx: Context,
  releasedOn: string,
  program: Program = 'commercial',
): Promise<DueDates> {
  const { reference } = await tariffOf(ctx.store);
  const byDay = known.get(reference) ?? new Map<string, DueDates>();
  known.set(reference, byDay);
  const day = `${program} ${releasedOn}`;
  const worked = byDay.get(day);
  if (worked !== undefined) return worked;
  const days = reference.parameter('accounting-business-days', releasedOn).value.toNumber();
  const dates = dueDates(program, Temporal.PlainDate.from(releasedOn), days, reference);
  byDay.set(day, dates);
  return dates;
}
