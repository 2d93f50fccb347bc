import { allRights } from '../accounts/rights.ts';
import { submitCad } from '../cad/submit.ts';
import type { CadInput } from '../cad/types.ts';
import { type Environment, issueToken, system } from '../open-environment.ts';
import { makePartner, registerPartners } from '../population/businesses.ts';
import { makeShipment, tradeableItems } from '../population/trade.ts';
import { insertRelease } from '../release/store.ts';
import { tariffOf } from '../tariff/tariff-of.ts';

/** What the load scripts act with; `load/journeys.ts` reads it. */
export interface Pool {
  token: string;
  cads: CadInput[];
  accepted: string[];
  accounts: string[];
}

export interface PoolSize {
  importers: number;
  /** Declarations already accepted, and on a statement. */
  accepted: number;
  /** Releases waiting to be accounted for. */
  waiting: number;
  lines?: number;
}

/** Fill an environment with importers, accepted declarations, statements, and releases waiting to be accounted for. */
export async function preparePool(environment: Environment, size: PoolSize): Promise<Pool> {
  const ctx = environment.as(system);
  const partners = Array.from({ length: size.importers }, (_, index) => ({
    ...makePartner(ctx.chance, 'importer', index),
    hasRpp: true,
  }));
  await registerPartners(ctx, partners);
  const items = tradeableItems(await tariffOf(environment.store), environment.clock.today());
  const shipments = (from: number, to: number) => {
    const shippedOn = Temporal.PlainDate.from(environment.clock.today()).subtract({ days: 5 }).toString();
    const lines = size.lines === undefined ? {} : { lines: size.lines };
    return Array.from({ length: to - from }, (_, index) =>
      makeShipment(ctx.chance, partners[(from + index) % partners.length]!, from + index, {
        items,
        shippedOn,
        ...lines,
      }),
    );
  };
  const release = async (list: ReturnType<typeof shipments>) => {
    for (let start = 0; start < list.length; start += 500) {
      await environment.store.inTransaction(async (tx) => {
        for (const { release } of list.slice(start, start + 500)) {
          const { importer, brokerBn9, releasedAt, ...facts } = release;
          await insertRelease(tx, {
            ...facts,
            importerBn15: importer,
            brokerBn9: null,
            program: 'commercial' as const,
            extendedTo: null,
            releasedAt: environment.clock.now(),
          });
        }
      });
    }
  };
  const earlier = shipments(0, size.accepted);
  await release(earlier);
  for (let start = 0; start < earlier.length; start += 64) {
    await Promise.all(earlier.slice(start, start + 64).map(({ cad }) => submitCad(ctx, cad)));
  }
  await environment.advanceTo(nextStatementDay(environment.clock.today()));
  const waiting = shipments(size.accepted, size.accepted + size.waiting);
  await release(waiting);
  const token = await issueToken(environment, { name: 'load', kind: 'cbsa', scopes: allRights });
  return {
    token,
    cads: waiting.map(({ cad }) => cad),
    accepted: earlier.map(({ cad }) => cad.transactionNumber),
    accounts: partners
      .slice(0, Math.max(1, Math.min(partners.length, size.accepted)))
      .map((partner) => partner.bn15),
  };
}

function nextStatementDay(today: string): string {
  const date = Temporal.PlainDate.from(today);
  const statement = date.day < 25 ? date.with({ day: 25 }) : date.add({ months: 1 }).with({ day: 25 });
  return `${statement.toString()}T09:00`;
}
