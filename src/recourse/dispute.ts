import { requireRight } from '../accounts/rights.ts';
import { openAmountOf } from '../cad/open-amount.ts';
import { findCad, type StoredCad, versionsOf } from '../cad/store.ts';
import { type Holidays, nextNonHoliday } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { findDocument } from '../ledger/documents.ts';
import { toWire } from '../money.ts';
import { holdSecurity } from '../security/hold.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { nextCaseId, recordCase } from './cases.ts';
import { casesOfTransaction, insertCase, noParticulars, type RecourseCase } from './store.ts';

/** Only a decision of the CBSA is disputed: a re-determination, or a refused adjustment. */
export class NothingToDispute extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOTHING_TO_DISPUTE';

  constructor(transactionNumber: string) {
    super(
      {
        en: `Declaration ${transactionNumber} has no decision of the CBSA that was not disputed before; adjust it, or appeal`,
        fr: `La déclaration ${transactionNumber} n’a aucune décision de l’ASFC non encore contestée; rajustez-la ou interjetez appel`,
      },
      { transactionNumber },
    );
  }
}

/** What the decision asks for is paid or secured first. */
export class PayFirst extends DomainError {
  readonly kind = 'refused';
  readonly code = 'PAY_BEFORE_DISPUTE';

  constructor(transactionNumber: string, open: string) {
    super(
      {
        en: `$${open} of declaration ${transactionNumber} is open; pay it or give security before you dispute the decision`,
        fr: `${open} $ de la déclaration ${transactionNumber} sont impayés; payez-les ou garantissez-les avant de contester la décision`,
      },
      { transactionNumber, open },
    );
  }
}

/** The ninety days are over; more time may be asked for within a year of them. */
export class DisputeTooLate extends DomainError {
  readonly kind = 'refused';
  readonly code = 'DISPUTE_TOO_LATE';

  constructor(endedOn: string, isExtendable: boolean) {
    super(
      isExtendable
        ? {
            en: `The time to dispute ended on ${endedOn}; ask for an extension and say why`,
            fr: `Le délai de contestation a pris fin le ${endedOn}; demandez une prorogation en disant pourquoi`,
          }
        : {
            en: `The time to dispute ended on ${endedOn}, and so did the year in which to ask for an extension`,
            fr: `Le délai de contestation a pris fin le ${endedOn}, de même que l’année pour demander une prorogation`,
          },
      { endedOn },
    );
  }
}

export interface DisputeRequest {
  transactionNumber: string;
  rationale: string;
  /** Asks for more time when the ninety days are over. */
  wantsExtension?: boolean | undefined;
  /** Sets security aside for what is open, in place of its payment. */
  isSecured?: boolean | undefined;
}

/**
 * Dispute a decision of the CBSA before the President, once, within ninety days of its notice, when what it asks for is
 * paid or secured.
 *
 * @throws NothingToDispute, PayFirst, SecurityTooSmall, DisputeTooLate
 *
 * Law: Customs Act ss. 60(1), 60.1, 60.2, 74(4).
 */
export async function openDispute(ctx: Context, request: DisputeRequest): Promise<RecourseCase> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const { transactionNumber } = request;
    const cad = await findCad(tx, transactionNumber);
    if (cad === undefined) throw new NotFound({ en: 'Declaration', fr: 'La déclaration' }, transactionNumber);
    await requireRight(ctx, tx, 'cad:adjust', cad.importerBn15);
    const decision = await disputable(tx, transactionNumber);
    const id = await nextCaseId(tx, transactionNumber);
    await requirePaidOrSecured(tx, ctx, cad, request.isSecured === true ? id : undefined);
    const today = ctx.clock.today();
    const days = reference.parameter('dispute-days', today).value.toNumber();
    const isLate = lateFor(lastDayOf(decision, days, reference.holidays), today, request.wantsExtension);
    const row: RecourseCase = {
      id,
      kind: 'DISPUTE',
      transactionNumber,
      importerBn15: cad.importerBn15,
      baseVersion: cad.version,
      state: isLate ? 'EXTENSION_REQUESTED' : 'UNDER_REVIEW',
      openedOn: today,
      openedBy: ctx.actor.id,
      declared: null,
      reasons: [],
      rationale: request.rationale,
      decidedOn: null,
      decidedBy: null,
      resultVersion: null,
      ...noParticulars,
    };
    await insertCase(tx, row);
    await recordCase(tx, ctx, isLate ? 'extension-requested' : 'requested', row);
    return row;
  });
}

/** The day on which the newest decision was given that nobody disputed yet: of a case, or a recalculation. */
async function disputable(tx: Tx, transactionNumber: string): Promise<string> {
  const cases = await casesOfTransaction(tx, transactionNumber);
  const disputes = cases.filter(({ kind }) => kind === 'DISPUTE');
  const decided = cases.findLast(
    (each) => each.kind === 'REDETERMINATION' || (each.kind === 'ADJUSTMENT' && each.state === 'REJECTED'),
  );
  const recalculated = (await versionsOf(tx, transactionNumber)).findLast(
    ({ change }) => change === 'RECALCULATION',
  );
  const days: string[] = [];
  if (decided !== undefined && !disputes.some(({ id }) => id > decided.id)) days.push(decided.decidedOn!);
  if (recalculated !== undefined && !disputes.some((each) => each.baseVersion >= recalculated.version)) {
    days.push((await findDocument(tx, recalculated.documentId))!.postedOn);
  }
  const newest = days.sort().at(-1);
  if (newest === undefined) throw new NothingToDispute(transactionNumber);
  return newest;
}

/** Where the last day is a holiday, the next day that is none is still in time. Law: Interpretation Act s. 26. */
function lastDayOf(decidedOn: string, days: number, holidays: Holidays): Temporal.PlainDate {
  return nextNonHoliday(Temporal.PlainDate.from(decidedOn).add({ days }), holidays);
}

/** @throws PayFirst, SecurityTooSmall */
async function requirePaidOrSecured(tx: Tx, ctx: Context, cad: StoredCad, caseId: string | undefined) {
  const amountCents = await openAmountOf(tx, cad);
  if (amountCents <= 0) return;
  const { transactionNumber, importerBn15: programAccount } = cad;
  if (caseId === undefined) throw new PayFirst(transactionNumber, toWire(amountCents));
  await holdSecurity(tx, ctx, { caseId, programAccount, transactionNumber, amountCents });
}

/** Whether an extension is needed; refused where none is asked for, or none can be given any more. */
function lateFor(ends: Temporal.PlainDate, today: string, wantsExtension = false): boolean {
  if (today <= ends.toString()) return false;
  const isExtendable = today <= ends.add({ years: 1 }).toString();
  if (!isExtendable || !wantsExtension) throw new DisputeTooLate(ends.toString(), isExtendable);
  return true;
}
