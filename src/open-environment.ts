import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { allRights } from './accounts/rights.ts';
import { findCredential, insertCredential } from './accounts/store.ts';
import { billingWork } from './billing/due-work.ts';
import { cadWork } from './cad/due-work.ts';
import { chanceFrom } from './chance.ts';
import { EnvironmentClock } from './clock/clock.ts';
import { advanceTo, type DueWork, type Moving, savedClock } from './clock/due-work.ts';
import { instantText, parseInstant } from './clock/instants.ts';
import { collectionWork } from './collections/due-work.ts';
import type { Actor, Store } from './context.ts';
import { disbursementWork } from './disbursements/due-work.ts';
import { ediWork } from './edi/due-work.ts';
import { InvalidInput } from './errors.ts';
import { paymentWork } from './payments/due-work.ts';
import { penaltyWork } from './penalties/due-work.ts';
import { putRecords } from './reference/records.ts';
import { readSeeds } from './reference/seeds.ts';
import { releaseWork } from './release/due-work.ts';
import { securityWork } from './security/due-work.ts';
import { environmentFile, existingFile, holdEnvironment, takeSnapshot } from './storage/environment-files.ts';
import { environmentValue, putValue } from './storage/environment-values.ts';
import { openSqliteFile, openSqliteMemory } from './storage/sqlite.ts';
import { supportWork } from './support/due-work.ts';
import { userWork } from './users/due-work.ts';

/** An open environment. `as` gives the context in which an actor's use cases run. */
export interface Environment {
  readonly name: string;
  readonly store: Store;
  readonly clock: EnvironmentClock;
  as(actor: Actor): Moving;
  advanceTo(instant: string): Promise<number>;
  isOpen(): boolean;
  close(): Promise<void>;
}

/** The CBSA's own system, which does the work that falls due. */
export const system: Actor = {
  id: 'system',
  name: 'CARM',
  kind: 'cbsa',
  scopes: new Set(allRights),
  channel: 'API',
};

export interface NewEnvironment {
  seed: string;
  /** Where its clock stands at first. */
  startsAt: string;
}

export const defaultStart: NewEnvironment = { seed: '1', startsAt: '2024-10-21T08:00' };

/** A new environment in a file: migrated, seeded with the reference data, with a snapshot to reset it to. */
export async function createEnvironment(name: string, options: NewEnvironment): Promise<void> {
  const file = environmentFile(name);
  if (existsSync(file)) {
    throw new InvalidInput({
      en: `Environment ${name} exists already; reset it, or choose another name`,
      fr: `L’environnement ${name} existe déjà; réinitialisez-le ou choisissez un autre nom`,
    });
  }
  const store = await openSqliteFile(file);
  try {
    await seedEnvironment(store, options);
  } finally {
    await store.close();
  }
  await takeSnapshot(name, 'initial');
}

/** Open an environment in a file, and hold it against other processes. */
export async function openEnvironment(name: string): Promise<Environment> {
  const file = existingFile(name);
  const letGo = holdEnvironment(name);
  const store = await openSqliteFile(file);
  const environment = await environmentOver(name, store);
  return {
    ...environment,
    close: async () => {
      await environment.close();
      letGo();
    },
  };
}

/** An environment in a database file of its own, outside the folder of environments, such as a run's. */
export async function openEnvironmentFile(
  name: string,
  file: string,
  options?: NewEnvironment,
  durability?: { isDurable: boolean },
): Promise<Environment> {
  const store = await openSqliteFile(file, durability);
  if (options !== undefined) await seedEnvironment(store, options);
  return environmentOver(name, store);
}

let seeded: Promise<Buffer> | undefined;

/** A seeded environment in memory, cloned in milliseconds from one made before. */
export async function openEnvironmentInMemory(
  name: string,
  options: NewEnvironment = defaultStart,
): Promise<Environment> {
  seeded ??= seededBytes();
  const store = await openSqliteMemory(await seeded);
  await setStart(store, options);
  return environmentOver(name, store);
}

async function seededBytes(): Promise<Buffer> {
  const store = await openSqliteMemory();
  await seedEnvironment(store, defaultStart);
  const bytes = store.toBytes();
  await store.close();
  return bytes;
}

export async function seedEnvironment(store: Store, options: NewEnvironment): Promise<void> {
  const { records, revision } = readSeeds();
  await store.inTransaction(async (tx) => {
    await putRecords(tx, records);
    await putValue(tx, 'reference revision', revision);
  });
  await setStart(store, options);
}

/** Rates of exchange and interest ship from this day on; the tariff from 2024-01-01, and nothing is assessed before. */
const firstDay = '2023-01-03';

async function setStart(store: Store, { seed, startsAt }: NewEnvironment): Promise<void> {
  const at = instantText(parseInstant(startsAt));
  if (at < firstDay) {
    throw new InvalidInput({
      en: `An environment starts on ${firstDay} or later: the reference data begins there`,
      fr: `Un environnement commence le ${firstDay} ou après : les données de référence commencent là`,
    });
  }
  await store.inTransaction(async (tx) => {
    await putValue(tx, 'seed', seed);
    await putValue(tx, 'begins at', at);
    await putValue(tx, 'clock', JSON.stringify({ mode: 'still', at }));
  });
}

/** All work that falls due by the calendar; of two at one instant the one named first. */
export const works: readonly DueWork[] = [
  ...releaseWork,
  ...cadWork,
  ...paymentWork,
  ...billingWork,
  ...disbursementWork,
  ...collectionWork,
  ...securityWork,
  ...penaltyWork,
  ...ediWork,
  ...userWork,
  ...supportWork,
];

export async function environmentOver(name: string, store: Store): Promise<Environment> {
  const clock = new EnvironmentClock((await savedClock(store))!);
  const chance = chanceFrom((await environmentValue(store.read, 'seed')) ?? '1');
  let isOpen = true;
  const as = (actor: Actor): Moving => ({ environment: name, store, clock, chance, actor });
  return {
    name,
    store,
    clock,
    as,
    advanceTo: async (instant) => advanceTo(as(system), parseInstant(instant), works),
    isOpen: () => isOpen,
    close: () => {
      isOpen = false;
      return store.close();
    },
  };
}

/** The same holder with the same rights gets the same token; other rights make another one. */
function tokenName({
  kind,
  bn9,
  name,
  scopes,
}: {
  name: string;
  kind: string;
  bn9?: string;
  scopes: readonly string[];
}) {
  return `token ${kind} ${bn9 ?? ''} ${name} ${scopes.toSorted().join(' ')}`;
}

/** Give out an API token. It is shown once; the database keeps its hash alone. */
export async function issueToken(
  environment: Environment,
  holder: { name: string; kind: Actor['kind']; bn9?: string; scopes: readonly string[] },
): Promise<string> {
  const seedOfTokens = environment.as(system).chance.child(tokenName(holder));
  const token = `carm_${hash('sha256', seedOfTokens.seed).slice(0, 40)}`;
  const tokenHash = hash('sha256', token);
  if ((await findCredential(environment.store.read, tokenHash)) !== undefined) return token;
  await environment.store.inTransaction((tx) =>
    insertCredential(tx, {
      id: `api-${tokenHash.slice(0, 12)}`,
      tokenHash,
      name: holder.name,
      kind: holder.kind,
      bn9: holder.bn9 ?? null,
      scopes: holder.scopes.join(' '),
      revokedAt: null,
    }),
  );
  return token;
}
