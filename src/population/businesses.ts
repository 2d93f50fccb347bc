import { allFakers } from '@faker-js/faker';
import {
  businessNumberFrom,
  type ProgramAccountNumber,
  programAccountFrom,
} from '../accounts/identifiers.ts';
import { insertAccount, insertBusiness, insertDelegation } from '../accounts/store.ts';
import type { Chance } from '../chance.ts';
import type { Context } from '../context.ts';
import { record } from '../storage/events.ts';

/** A synthetic trade chain partner. Never a real firm: the names are made up. */
export interface Partner {
  bn9: string;
  bn15: ProgramAccountNumber;
  legalName: string;
  kind: 'importer' | 'broker';
  language: 'en' | 'fr';
  province: string;
  hasRpp: boolean;
  /** First five digits of its transaction numbers. */
  accountSecurity: string;
}

/** Weights of provinces, by where importers are. Assumption A-08: no published figure was read. */
const provinces = ['ON', 'ON', 'ON', 'ON', 'QC', 'QC', 'QC', 'BC', 'BC', 'AB', 'MB', 'SK', 'NS', 'NB'];

const suffixes = {
  importer: { en: 'Inc. (fictitious)', fr: 'inc. (fictif)' },
  broker: { en: 'Customs Brokers (fictitious)', fr: 'courtiers en douane (fictif)' },
};

/** The n-th partner of a population: the same whatever others there are. */
export function makePartner(chance: Chance, kind: Partner['kind'], index: number): Partner {
  const own = chance.child(`${kind} ${index}`);
  const province = own.pick(provinces);
  const language = province === 'QC' && own.fraction() < 0.8 ? 'fr' : 'en';
  const faker = language === 'fr' ? allFakers.fr_CA : allFakers.en_CA;
  faker.seed(own.whole(1, 2 ** 31 - 1));
  const bn9 = businessNumberFrom(`${kind === 'broker' ? '8' : '7'}${String(1_000_000 + index)}`);
  const legalName = `${faker.company.name()} ${suffixes[kind][language]}`;
  const hasRpp = own.fraction() < 0.92;
  const accountSecurity = String(10_000 + index).slice(-5);
  return {
    bn9,
    bn15: programAccountFrom(bn9, 1),
    legalName,
    kind,
    language,
    province,
    hasRpp,
    accountSecurity,
  };
}

/** Register partners with their program accounts; every third importer gives a broker authority. */
export async function registerPartners(ctx: Context, partners: readonly Partner[]): Promise<void> {
  const today = ctx.clock.today();
  const brokers = partners.filter((partner) => partner.kind === 'broker');
  await ctx.store.inTransaction(async (tx) => {
    for (const [index, { bn9, bn15, legalName, kind, language, province, hasRpp }] of partners.entries()) {
      await insertBusiness(tx, { bn9, legalName, kind, language, province });
      await insertAccount(tx, {
        bn15,
        bn9,
        profile: 'IMPORTER',
        hasRpp,
        offsetting: 'PROGRAM_ONLY',
        openedOn: today,
      });
      await record(tx, ctx, { action: 'account.opened', subject: bn15, onBehalfOf: bn15, detail: { kind } });
      if (kind === 'importer' && brokers.length > 0 && index % 3 === 0) {
        const brokerBn9 = brokers[index % brokers.length]!.bn9;
        await insertDelegation(tx, { brokerBn9, importerBn9: bn9, validFrom: today, validTo: null });
      }
    }
  });
}
