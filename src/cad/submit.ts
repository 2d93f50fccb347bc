import { mayDo, requireScope } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import { totalsOf } from '../assessment/assess-declaration.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { chart } from '../ledger/chart.ts';
import { appendJournal, type Journal } from '../ledger/store.ts';
import { exchangeService } from '../partners/exchange-rates.ts';
import { datesOfRelease } from '../release/report-release.ts';
import { findRelease } from '../release/store.ts';
import { record } from '../storage/events.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { type CadFacts, decideCad } from './decide.ts';
import type { Finding } from './findings.ts';
import { insertCad, isNumberInUse } from './store.ts';
import type { AssessedCad, CadInput } from './types.ts';

/** The declaration has fatal findings: nothing of it was accepted, and its number is free for another try. */
export class CadRejected extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CAD_REJECTED';
  readonly findings: Finding[];

  constructor(transactionNumber: string, findings: Finding[]) {
    const count = findings.filter((each) => each.severity === 'F').length;
    super(
      {
        en: `Declaration ${transactionNumber} is rejected: ${count} fatal finding(s); correct them and submit again`,
        fr: `La déclaration ${transactionNumber} est rejetée : ${count} constatation(s) fatale(s); corrigez et soumettez de nouveau`,
      },
      { transactionNumber, findings },
    );
    this.findings = findings;
  }
}

/**
 * Submit a declaration: validate it, assess it, accept it and post what is owed, in one transaction.
 *
 * @throws CadRejected with every finding
 *
 * Law: Customs Act s. 32(1), (3); SOR/86-1062 ss. 10, 10.1.
 */
export async function submitCad(ctx: Context, input: CadInput): Promise<AssessedCad> {
  requireScope(ctx, 'cad:submit');
  const gather = await gathererFor(ctx);
  try {
    return await ctx.store.inTransaction(async (tx) => {
      const decision = decideCad(input, await gather(tx, input));
      if (decision.cad === undefined) throw new CadRejected(input.transactionNumber, decision.findings);
      await acceptCad(tx, ctx, decision.cad);
      return decision.cad;
    });
  } catch (error) {
    if (error instanceof CadRejected) await recordRejection(ctx, input, error);
    throw error;
  }
}

/** What would happen if this declaration were submitted now. Nothing is written. */
export async function validateCad(ctx: Context, input: CadInput) {
  requireScope(ctx, 'cad:submit');
  const gather = await gathererFor(ctx);
  return decideCad(input, await gather(ctx.store.read, input));
}

/** Facts that do not depend on the transaction are read before it begins. */
async function gathererFor(ctx: Context) {
  const tariff = await tariffOf(ctx.store);
  return async (tx: Reader & Partial<Tx>, input: CadInput): Promise<CadFacts> => {
    const today = ctx.clock.today();
    const service = await exchangeService(tx);
    const release = await findRelease(tx, input.transactionNumber);
    return {
      today,
      channel: ctx.actor.channel,
      filedBy: ctx.actor.id,
      account: await findAccount(tx, input.importer),
      isAuthorized: await mayDo(tx, ctx.actor, 'cad:submit', input.importer, today),
      isNumberUsed: await isNumberInUse(tx, input.transactionNumber),
      release,
      dates: release === undefined ? undefined : await datesOfRelease(ctx, release.releasedAt.slice(0, 10)),
      tariff,
      exchange: {
        isExchangeDown: service.isDown,
        useLastKnownExchange: service.isDown && service.assessesWhenDown,
      },
    };
  };
}

/** Keep an assessed declaration and post what is owed. */
export async function acceptCad(tx: Tx, ctx: Context, cad: AssessedCad): Promise<void> {
  const documentId = await appendJournal(tx, journalOf(cad));
  await insertCad(tx, cad, documentId);
  await record(tx, ctx, {
    action: 'cad.accepted',
    subject: cad.transactionNumber,
    onBehalfOf: cad.importerBn15,
    detail: {
      version: cad.version,
      cadType: cad.cadType,
      channel: cad.channel,
      lines: cad.lines.length,
      totalCents: cad.totalCents,
      documentId,
      isLate: cad.isLate,
    },
  });
}

/** Debit the importer with the total; credit revenue by kind of charge (chart of accounts, posting rules). */
function journalOf(cad: AssessedCad): Journal {
  const totals = totalsOf(cad.lines.map((line) => line.assessment));
  const { revenue } = chart;
  return {
    document: {
      code: cad.cadType === 'C' ? 'CADC' : 'CAD',
      programAccount: cad.importerBn15,
      clientAccount: chart.receivable.duties,
      reference: cad.transactionNumber,
      amountCents: cad.totalCents,
      effectiveOn: cad.releasedOn ?? cad.accountedOn,
      postedOn: cad.accountedOn,
      dueOn: cad.dueOn,
      interestFrom: dayAfter(cad.dueOn),
      periodEnd: cad.periodEnd,
    },
    postings: [
      { glAccount: chart.receivable.duties, amountCents: totals.total },
      { glAccount: revenue.customsDuty, amountCents: -totals.duty },
      { glAccount: revenue.antiDumping, amountCents: -totals.antiDumping },
      { glAccount: revenue.countervailing, amountCents: -totals.countervailing },
      { glAccount: revenue.surtaxAndSafeguard, amountCents: -(totals.surtax + totals.safeguard) },
      { glAccount: revenue.excise, amountCents: -(totals.exciseDuty + totals.exciseTax) },
      { glAccount: revenue.luxury, amountCents: -totals.luxuryTax },
      { glAccount: revenue.gst, amountCents: -totals.gst },
      { glAccount: chart.provincialTaxes, amountCents: -totals.provincialTax },
    ],
    isOpenItem: true,
  };
}

async function recordRejection(ctx: Context, input: CadInput, rejection: CadRejected): Promise<void> {
  const codes = rejection.findings.map((each) => each.code);
  // Whoever has no authority says nothing on behalf of the importer it names.
  const onBehalfOf = codes.includes('CAD-E020') ? {} : { onBehalfOf: input.importer };
  await ctx.store.inTransaction((tx) =>
    record(tx, ctx, {
      action: 'cad.rejected',
      subject: input.transactionNumber,
      ...onBehalfOf,
      outcome: 'rejected',
      detail: { codes },
    }),
  );
}
