import { mayDo } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { exchangeService } from '../partners/exchange-rates.ts';
import { magicValueOf } from '../partners/magic-values.ts';
import { isOpenTo, sandboxOf } from '../partners/sandbox.ts';
import { datesOfRelease } from '../release/report-release.ts';
import { findRelease } from '../release/store.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { datesOf } from './cad-types.ts';
import type { CadFacts } from './decide.ts';
import { findCad, isNumberInUse } from './store.ts';
import type { AssessedCad, CadInput } from './types.ts';

/** Facts that do not depend on the transaction are read before it begins. */
export async function gathererFor(ctx: Context) {
  const tariff = await tariffOf(ctx.store);
  const sandbox = await sandboxOf(ctx.store);
  return async (tx: Reader & Partial<Tx>, input: CadInput, previous?: AssessedCad): Promise<CadFacts> => {
    const today = ctx.clock.today();
    const service = await exchangeService(tx);
    const release = await findRelease(tx, input.transactionNumber);
    const original = await originalOf(tx, input);
    const ofRelease =
      release === undefined ? undefined : await datesOfRelease(ctx, release.releasedAt.slice(0, 10));
    const { releasedIn } = input;
    return {
      today,
      // A change is assessed by the rates of the day on which the goods were accounted for.
      ratesOn: original?.accountedOn ?? previous?.accountedOn ?? today,
      original,
      previous,
      channel: ctx.actor.channel,
      filedBy: ctx.actor.id,
      account: await findAccount(tx, input.importer),
      isAuthorized:
        isOpenTo(sandbox, ctx.actor, input.importer) &&
        (await mayDo(tx, ctx.actor, 'cad:submit', input.importer, today)),
      forced: magicValueOf(sandbox, () => purchaseOrdersOf(input), 'finding')?.argument,
      isNumberUsed: previous === undefined && (await isNumberInUse(tx, input.transactionNumber)),
      release,
      dates: datesOf(input.cadType, { today, ofRelease, releasedIn }, tariff.reference),
      isLowValue: input.cadType === 'F',
      tariff,
      exchange: {
        isExchangeDown: service.isDown,
        useLastKnownExchange: service.isDown && service.assessesWhenDown,
      },
    };
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
