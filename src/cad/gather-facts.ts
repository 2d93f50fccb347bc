import { bn9Of } from '../accounts/identifiers.ts';
import { isRegistered } from '../accounts/registers.ts';
import { mayDo } from '../accounts/rights.ts';
import { findAccount, findBusiness } from '../accounts/store.ts';
import type { Actor, Context, Reader, Tx } from '../context.ts';
import { defectsIn } from '../defects/defects.ts';
import { exchangeService } from '../partners/exchange-rates.ts';
import { datesOf as datesOfRelease } from '../release/report-release.ts';
import { findRelease, type Release } from '../release/store.ts';
import { magicValueOf } from '../sandbox/magic-values.ts';
import { isOpenTo, sandboxOf } from '../sandbox/sandbox.ts';
import type { Tariff } from '../tariff/tariff.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { findB3 } from './b3-store.ts';
import { type CadDates, datesOf, ofCadType } from './cad-types.ts';
import type { CadFacts } from './decide.ts';
import { acceptedWithSameContent, findCad, isNumberInUse } from './store.ts';
import type { AssessedCad, CadInput, WaitingCad } from './types.ts';
import type { WarehouseFacts } from './warehouse.ts';
import { stockOf } from './warehouse-store.ts';

/**
 * Facts that do not depend on the transaction are read before it begins. A change is gathered for with the version
 * before it, a declaration that waited for its rate as it was filed.
 */
export async function gathererFor(ctx: Context, right: 'cad:submit' | 'cad:adjust' = 'cad:submit') {
  const tariff = await tariffOf(ctx.store);
  const sandbox = await sandboxOf(ctx.store);
  return async (
    tx: Reader & Partial<Tx>,
    input: CadInput,
    previous?: AssessedCad,
    waiting?: WaitingCad,
  ): Promise<CadFacts> => {
    const today = waiting?.filedOn ?? ctx.clock.today();
    const service = await exchangeService(ctx, tx, input.transactionNumber);
    const defects = await defectsIn(ctx.store, tx);
    const release = await findRelease(tx, input.transactionNumber);
    const original = await originalOf(tx, input);
    const ofRelease = release === undefined ? undefined : await datesOfRelease(ctx, release);
    const account = await findAccount(tx, input.importer);
    const b3 = input.preCarm === 'AS_DECLARED' ? await findB3(tx, input.transactionNumber) : undefined;
    const dating = { today: ctx.clock.today(), ofRelease, account, b3 };
    const dates = datesOf(input, dating, tariff.reference);
    return {
      today,
      ratesOn: ratesOf(release, original ?? previous ?? b3 ?? { accountedOn: today }),
      original,
      previous,
      channel: waiting?.channel ?? ctx.actor.channel,
      filedBy: waiting?.filedBy ?? ctx.actor.id,
      account,
      isAuthorized:
        isOpenTo(sandbox, ctx.actor, input.importer) &&
        (await mayDo(tx, ctx.actor, right, input.importer, today)) &&
        !(defects.includes('broker-pre-carm-refused') && isPreCarmOfClient(ctx.actor, input)),
      defects,
      forced: magicValueOf(sandbox, () => purchaseOrdersOf(input), 'finding')?.argument,
      isNumberUsed:
        previous === undefined && waiting === undefined && (await isNumberInUse(tx, input.transactionNumber)),
      isOfProgram: await isOfProgram(tx, input, today),
      isForClientOfBroker: await isForClientOfBroker(tx, input),
      sameContent: previous === undefined ? await acceptedWithSameContent(tx, input, today) : undefined,
      release,
      dates: waiting === undefined ? dates : datesAfterWait(dates, ctx.clock.today()),
      b3,
      warehouse: await warehouseFactsOf(tx, input, today, tariff),
      tariff,
      exchange: {
        isExchangeDown: service.isDown,
        useLastKnownExchange: service.isDown && defects.includes('assessed-at-old-rate'),
        isSimaUnconverted: defects.includes('sima-unconverted'),
      },
      letsWait: service.isDown && service.letsWait,
    };
  };
}

/** A declaration of before CARM that somebody else than its importer sends. */
function isPreCarmOfClient({ kind, bn9 }: Actor, { preCarm, importer }: CadInput): boolean {
  return kind === 'partner' && preCarm !== undefined && bn9 !== bn9Of(importer);
}

/** What fell due while a declaration waited is due on the day it is posted: nobody can pay what is not calculated. */
function datesAfterWait(dates: CadDates | undefined, today: string): CadDates | undefined {
  return dates === undefined || dates.dueOn >= today ? dates : { ...dates, dueOn: today };
}

/**
 * The day whose rates apply: that on which the goods, or those of the declaration that is changed, were accounted for;
 * of goods cleared under customs self-assessment the day of release.
 *
 * Law: Customs Act s. 17(2).
 */
export function ratesOf(release: Release | undefined, { accountedOn }: { accountedOn: string }): string {
  return release?.option === 'CSA' ? release.releasedAt.slice(0, 10) : accountedOn;
}

async function isOfProgram(on: Reader, { cadType, importer }: CadInput, today: string): Promise<boolean> {
  const { members } = ofCadType(cadType);
  return members === undefined || isRegistered(on, members, importer, today);
}

async function isForClientOfBroker(on: Reader, { importer, owner }: CadInput): Promise<boolean> {
  return owner !== undefined && (await findBusiness(on, bn9Of(importer)))?.kind === 'broker';
}

const nothingInBond: WarehouseFacts = { drawnFrom: undefined, stock: [], lapsed: [], unlicensed: [] };

async function warehouseFactsOf(
  on: Reader,
  input: CadInput,
  today: string,
  tariff: Tariff,
): Promise<WarehouseFacts> {
  if (ofCadType(input.cadType).warehouse === undefined) return nothingInBond;
  const { transactionNumber, previousTransactionNumber: previous } = input;
  const unlicensed: ('warehouseIn' | 'warehouseOut')[] = [];
  for (const field of ['warehouseIn', 'warehouseOut'] as const) {
    const licence = input[field];
    if (licence !== undefined && !(await isRegistered(on, 'warehouses', licence, today)))
      unlicensed.push(field);
  }
  const drawnFrom = previous === undefined ? undefined : await findCad(on, previous);
  const numbers = drawnFrom?.lines.map((line) => line.classification) ?? [];
  return {
    drawnFrom,
    lapsed: numbers.filter((number) => tariff.item(number, today) === undefined),
    stock: await stockOf(on, previous === undefined ? [transactionNumber] : [transactionNumber, previous]),
    unlicensed,
  };
}

/** The declaration from which goods of this one were omitted: its rates apply to them (type H). */
export async function originalOf(on: Reader, input: CadInput): Promise<AssessedCad | undefined> {
  const { cadType, originalTransactionNumber } = input;
  if (cadType !== 'H' || originalTransactionNumber === undefined) return undefined;
  return findCad(on, originalTransactionNumber);
}

/** Where an integrator writes a magic value. */
export function purchaseOrdersOf({ invoices }: CadInput): string[] {
  return invoices.flatMap(({ purchaseOrder }) => purchaseOrder ?? []);
}
