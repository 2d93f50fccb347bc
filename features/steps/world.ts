import { After, Before, setDefaultTimeout, setWorldConstructor, World } from '@cucumber/cucumber';
import {
  businessNumberFrom,
  isProgramAccountNumber,
  programAccountFrom,
  transactionNumberFrom,
} from '../../src/accounts/identifiers.ts';
import { allRights, partnerRights } from '../../src/accounts/rights.ts';
import { insertAccount, insertBusiness } from '../../src/accounts/store.ts';
import { type AssessedDeclaration, assessDeclared } from '../../src/assessment/assess-declared.ts';
import type { DeclaredFacts, DeclaredLine } from '../../src/assessment/declared.ts';
import type { AssessedCad, CadInput, CadLineInput } from '../../src/cad/types.ts';
import type { Actor, Context } from '../../src/context.ts';
import { DomainError } from '../../src/errors.ts';
import { type Environment, openEnvironmentInMemory, system } from '../../src/open-environment.ts';
import { type ReleaseInput, reportRelease } from '../../src/release/report-release.ts';
import { tariffOf } from '../../src/tariff/tariff-of.ts';

const noon = 'T12:00';

type Kind = 'importer' | 'broker' | 'consultant';

/** One scenario's own simulated CARM, cloned from a seeded one in memory. */
export class SimulatedCarm extends World {
  environment!: Environment;
  line: Partial<DeclaredLine> = {
    tariffTreatment: '2',
    countryOfOrigin: 'DE',
    currency: 'CAD',
    exchangeRate: '1',
    valueForCurrencyConversion: '0',
  };
  facts: DeclaredFacts = { cadType: 'AB', commercial: true };
  answer: AssessedDeclaration | undefined;
  cad: CadInput | undefined;
  accepted: AssessedCad | undefined;
  refusal: DomainError | undefined;
  given: unknown;
  readonly #accounts = new Map<string, string>();
  #serial = 0;

  get system(): Context {
    return this.environment.as(system);
  }

  async assess(): Promise<void> {
    const input = { ...this.facts, lines: [this.line as DeclaredLine] };
    this.answer = assessDeclared([{ id: 'it', input }], await tariffOf(this.environment.store))[0];
  }

  async openAccount(
    name: string,
    options: { hasRpp?: boolean; profile?: 'IMPORTER' | 'EXPORTER'; kind?: Kind } = {},
  ) {
    const bn9 = businessNumberFrom(String(70_000_000 + this.#accounts.size));
    const bn15 = programAccountFrom(bn9, 1);
    const address = '1 Main Street, Ottawa ON K1A 0A1';
    const { hasRpp = true, profile = 'IMPORTER', kind = 'importer' } = options;
    await this.environment.store.inTransaction(async (tx) => {
      await insertBusiness(tx, { bn9, legalName: name, kind, language: 'en', province: 'ON', address });
      await insertAccount(tx, {
        bn15,
        bn9,
        profile,
        hasRpp,
        offsetting: 'PROGRAM_ONLY',
        openedOn: '2024-01-01',
      });
    });
    this.#accounts.set(name, bn15);
  }

  accountOf(name: string) {
    const bn15 = this.#accounts.get(name);
    if (bn15 === undefined || !isProgramAccountNumber(bn15))
      throw new Error(`no account was opened for ${name}`);
    return bn15;
  }

  /** What the named business does through its own API credential. */
  as(name: string): Context {
    const bn9 = this.accountOf(name).slice(0, 9);
    const actor: Actor = {
      id: `partner ${name}`,
      name,
      kind: 'partner',
      bn9,
      scopes: new Set(partnerRights),
      channel: 'API',
    };
    return this.environment.as(actor);
  }

  get trainer(): Context {
    return this.environment.as({
      id: 'trainer',
      name: 'trainer',
      kind: 'control',
      scopes: new Set(allRights),
      channel: 'CCP',
    });
  }

  async today(date: string): Promise<void> {
    await this.environment.advanceTo(date + noon);
  }

  nextNumber() {
    return transactionNumberFrom('12345', ++this.#serial);
  }

  /** What the release system tells of goods of the named importer. */
  releaseMessage(name: string, change: Partial<ReleaseInput> = {}): ReleaseInput {
    return {
      transactionNumber: this.nextNumber(),
      importer: this.accountOf(name),
      office: '0453',
      option: 'PARS',
      mode: '2',
      carrierCode: 'CARR',
      cargoControlNumber: 'CARR000000001',
      ...change,
    };
  }

  async release(name: string) {
    const message = this.releaseMessage(name);
    await reportRelease(this.system, message);
    return message.transactionNumber;
  }

  /** A declaration of one line that nothing is wrong with: $1,000.00 of machinery parts of Germany, MFN. */
  declaration(name: string, transactionNumber: string, change: Partial<CadLineInput> = {}): CadInput {
    return this.declarationOf(this.accountOf(name), transactionNumber, change);
  }

  declarationOf(importer: string, transactionNumber: string, change: Partial<CadLineInput>): CadInput {
    const line: CadLineInput = {
      description: 'machine parts',
      classification: goods.machineParts,
      countryOfOrigin: 'DE',
      tariffTreatment: '2',
      directShipmentDate: this.environment.clock.today(),
      valueForCurrencyConversion: '1000.00',
      valueForDutyCode: '13',
      quantity: '10',
      unitOfMeasure: 'NMB',
      ...change,
    };
    const invoice = {
      number: 'INV-1',
      vendor: { name: 'Vendor (fictitious)' },
      value: line.valueForCurrencyConversion,
      currency: 'CAD',
      lines: [line],
    };
    return {
      cadType: 'AB',
      transactionNumber,
      importer,
      office: '0453',
      commercial: true,
      invoices: [invoice],
    };
  }

  /** Run what may be refused, and keep the refusal for the steps that follow. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      this.refusal = undefined;
      await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.refusal = error;
    }
  }
}

/** Shipped classification numbers by what the scenarios call them. */
export const goods = {
  /** MFN free. */
  machineParts: '8409912000',
  /** MFN 18 %. */
  tShirts: '6109100011',
};

// A scenario that lives through years takes its time on a busy machine.
setDefaultTimeout(120_000);
setWorldConstructor(SimulatedCarm);

Before(async function (this: SimulatedCarm) {
  this.environment = await openEnvironmentInMemory('scenario', { seed: '1', startsAt: '2024-11-04T08:00' });
});

After(async function (this: SimulatedCarm) {
  await this.environment.close();
});
