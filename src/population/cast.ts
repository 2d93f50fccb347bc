import { giveAuthority } from '../accounts/authority.ts';
import { businessNumberFrom, programAccountFrom } from '../accounts/identifiers.ts';
import { type Business, insertAccount, insertBusiness } from '../accounts/store.ts';
import type { Actor, Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import { giveRole } from '../users/access.ts';
import { hashPassword } from '../users/passwords.ts';
import { freshProfile } from '../users/profile.ts';
import { insertUser, type Role } from '../users/store.ts';
import type { Partner } from './businesses.ts';

/** Made-up businesses whom trainees play. Never real firms. */
const firms = {
  maple: {
    digits: '70001001',
    legalName: 'Maple Leaf Trading Ltd. (fictitious)',
    kind: 'importer',
    language: 'en',
    province: 'ON',
    address: '100 Queen Street, Ottawa ON K1A 0A1',
    accounts: 2,
    security: '31001',
  },
  erable: {
    digits: '70001002',
    legalName: 'Importations Érable inc. (fictif)',
    kind: 'importer',
    language: 'fr',
    province: 'QC',
    address: '200, rue Saint-Paul, Montréal QC H2Y 1A1',
    accounts: 1,
    security: '31002',
  },
  broker: {
    digits: '80001001',
    legalName: 'Northgate Customs Brokers (fictitious)',
    kind: 'broker',
    language: 'en',
    province: 'ON',
    address: '300 Bridge Road, Windsor ON N8X 1A1',
    accounts: 1,
    security: '31003',
  },
  consultant: {
    digits: '80001002',
    legalName: 'Boreal Trade Advice (fictitious)',
    kind: 'consultant',
    language: 'en',
    province: 'BC',
    address: '400 Harbour Street, Vancouver BC V6B 1A1',
    accounts: 1,
    security: '31004',
  },
  surety: {
    digits: '80001003',
    legalName: 'Prairie Surety Company (fictitious)',
    kind: 'surety',
    language: 'en',
    province: 'MB',
    address: '500 Portage Avenue, Winnipeg MB R3C 1A1',
    accounts: 1,
    security: '31005',
  },
} as const;

type FirmName = keyof typeof firms;

interface Member {
  name: string;
  kind: Actor['kind'];
  language: 'en' | 'fr';
  works?: readonly [FirmName, Role, 'first account alone'?];
}

const members: readonly Member[] = [
  { name: 'Alice Tremblay', kind: 'partner', language: 'en', works: ['maple', 'BAM'] },
  { name: 'Ben Okafor', kind: 'partner', language: 'en', works: ['maple', 'EDITOR', 'first account alone'] },
  { name: 'Carmen Ruiz', kind: 'partner', language: 'en', works: ['maple', 'READER'] },
  { name: 'Denise Gagnon', kind: 'partner', language: 'fr', works: ['erable', 'BAM'] },
  { name: 'Farid Haddad', kind: 'partner', language: 'en', works: ['broker', 'BAM'] },
  { name: 'Grace Lee', kind: 'partner', language: 'en', works: ['consultant', 'BAM'] },
  { name: 'Harold Penner', kind: 'partner', language: 'en', works: ['surety', 'BAM'] },
  { name: 'Olivia Martin', kind: 'cbsa', language: 'en' },
  { name: 'Samuel Roy', kind: 'cbsa', language: 'fr' },
  { name: 'Theo Clarke', kind: 'control', language: 'en' },
];

/** The password of every member of the cast: known to all, for it protects nothing but a rehearsal. */
export const castPassword = 'rehearse-with-carm';

/** The address of a member of the cast, in a domain that is no one's (RFC 2606). */
export function castAddress(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@cast.example`;
}

/**
 * Bring in the cast: businesses with their accounts and delegations, and the people of all sides.
 *
 * @returns the importers, as those who trade
 */
export async function bringInCast(ctx: Context): Promise<Partner[]> {
  const passwordHash = await hashPassword(castPassword);
  const today = ctx.clock.today();
  await ctx.store.inTransaction(async (tx) => {
    for (const name of Object.keys(firms) as FirmName[]) await open(tx, today, name);
    await delegate(tx, ctx, 'broker', 3);
    await delegate(tx, ctx, 'consultant', 2);
    for (const { name, kind, language, works } of members) {
      const user = await insertUser(tx, {
        ...{ name, kind, language, passwordHash, email: castAddress(name) },
        ...{ registeredOn: today, lastSignInOn: today, ...freshProfile, isCast: true },
      });
      if (works === undefined) continue;
      const [firm, role, some] = works;
      const programs = some === undefined ? [] : [accountOf(firm, 1)];
      await giveRole(tx, user.id, bn9Of(firm), { role, programs });
    }
    await record(tx, ctx, { action: 'cast.brought-in', subject: ctx.environment });
  });
  return [tradingAs('maple'), tradingAs('erable')];
}

async function open(tx: Tx, openedOn: string, name: FirmName): Promise<void> {
  const { legalName, kind, language, province, address, accounts } = firms[name];
  await insertBusiness(tx, { bn9: bn9Of(name), legalName, kind, language, province, address });
  for (let n = 1; n <= accounts; n++) {
    const bn9 = bn9Of(name);
    const terms = {
      profile: 'IMPORTER',
      hasRpp: kind === 'importer' || kind === 'broker',
      offsetting: 'PROGRAM_ONLY',
    } as const;
    await insertAccount(tx, { bn15: accountOf(name, n), bn9, ...terms, openedOn });
  }
}

async function delegate(tx: Tx, ctx: Context, to: FirmName, visibility: 2 | 3): Promise<void> {
  for (const importer of ['maple', 'erable'] as const) {
    const between = { brokerBn9: bn9Of(to), importerBn9: bn9Of(importer) };
    const terms = { validFrom: ctx.clock.today(), validTo: null, visibility };
    await giveAuthority(tx, ctx, { ...between, ...terms });
  }
}

function tradingAs(name: 'maple' | 'erable'): Partner {
  const { legalName, kind, language, province, security } = firms[name];
  const bn9 = bn9Of(name);
  const terms = { hasRpp: true, accountSecurity: security };
  return { bn9, bn15: accountOf(name, 1), legalName, kind, language, province, ...terms };
}

function bn9Of(name: FirmName): Business['bn9'] {
  return businessNumberFrom(firms[name].digits);
}

function accountOf(name: FirmName, n: number) {
  return programAccountFrom(businessNumberFrom(firms[name].digits), n);
}
