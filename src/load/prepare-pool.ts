import { allRights } from '../accounts/rights.ts';
import { businesses } from '../accounts/store.ts';
import { accountsWithStatements } from '../billing/store.ts';
import { submitCad } from '../cad/submit.ts';
import type { CadInput } from '../cad/types.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
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
  /** Accounts for which the load pays. */
  payers: string[];
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
  const { ctx, partners, release, shipments } = await bringInTraders(environment, size, 0);
  const earlier = shipments(0, size.accepted);
  await release(earlier);
  await submitAll(ctx, earlier);
  await environment.advanceTo(nextStatementDay(environment.clock.today()));
  const waiting = shipments(size.accepted, size.accepted + size.waiting);
  await release(waiting);
  const accounts = partners
    .slice(0, Math.max(1, Math.min(partners.length, size.accepted)))
    .map((partner) => partner.bn15);
  return {
    token: await tokenOfLoad(environment),
    cads: waiting.map(({ cad }) => cad),
    accepted: earlier.map(({ cad }) => cad.transactionNumber),
    accounts,
    payers: accounts,
  };
}

/**
 * Prepare load on an environment in which people work. Its clock stays as it is, and the load declares and pays for
 * importers of its own; it reads the statements that are there.
 *
 * @throws NoStatementYet
 */
export async function prepareLivePool(environment: Environment, size: PoolSize): Promise<Pool> {
  const accounts = await accountsWithStatements(environment.store.read, size.importers);
  if (accounts.length === 0) throw new NoStatementYet();
  const others = await environment.store.read.db.$count(businesses);
  const { ctx, partners, release, shipments } = await bringInTraders(environment, size, others);
  const all = shipments(0, size.accepted + size.waiting);
  await release(all);
  const [earlier, waiting] = [all.slice(0, size.accepted), all.slice(size.accepted)];
  await submitAll(ctx, earlier);
  return {
    token: await tokenOfLoad(environment),
    cads: waiting.map(({ cad }) => cad),
    accepted: earlier.map(({ cad }) => cad.transactionNumber),
    accounts,
    payers: partners.map((partner) => partner.bn15),
  };
}

/** Load reads statements, and nobody has one. */
export class NoStatementYet extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'NO_STATEMENT_YET';

  constructor() {
    super({
      en: 'No account has a statement yet, and load reads statements: advance to a statement day first',
      fr: 'Aucun compte n’a encore de relevé, et la charge lit des relevés : avancez d’abord jusqu’à un jour de relevé',
    });
  }
}

/** Importers of a load, the goods that they import, and how these are released. */
async function bringInTraders(environment: Environment, size: PoolSize, firstImporter: number) {
  const ctx = environment.as(system);
  const partners = Array.from({ length: size.importers }, (_, index) => ({
    ...makePartner(ctx.chance, 'importer', firstImporter + index),
    hasRpp: true,
  }));
  await registerPartners(ctx, partners);
  const items = tradeableItems(await tariffOf(environment.store), environment.clock.today());
  const lines = size.lines === undefined ? {} : { lines: size.lines };
  const shipments = (from: number, to: number) => {
    const shippedOn = Temporal.PlainDate.from(environment.clock.today()).subtract({ days: 5 }).toString();
    return Array.from({ length: to - from }, (_, index) =>
      makeShipment(ctx.chance, partners[(from + index) % partners.length]!, from + index, {
        ...{ items, shippedOn },
        ...lines,
      }),
    );
  };
  const release = async (list: ReturnType<typeof shipments>) => {
    for (let start = 0; start < list.length; start += 500) {
      await environment.store.inTransaction(async (tx) => {
        for (const { release } of list.slice(start, start + 500)) {
          const { importer, brokerBn9: _, ...facts } = release;
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
  return { ctx, partners, release, shipments };
}

async function submitAll(ctx: Context, shipments: readonly { cad: CadInput }[]): Promise<void> {
  for (let start = 0; start < shipments.length; start += 64)
    await Promise.all(shipments.slice(start, start + 64).map(({ cad }) => submitCad(ctx, cad)));
}

function tokenOfLoad(environment: Environment): Promise<string> {
  return issueToken(environment, { name: 'load', kind: 'cbsa', scopes: allRights });
}

function nextStatementDay(today: string): string {
  const date = Temporal.PlainDate.from(today);
  const statement = date.day < 25 ? date.with({ day: 25 }) : date.add({ months: 1 }).with({ day: 25 });
  return `${statement.toString()}T09:00`;
}
