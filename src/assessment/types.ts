import type { Bilingual } from '../errors.ts';
import type { Cents, Decimal, DecimalText } from '../money.ts';

/**
 * What is assessed: declared facts with every rate already found. Nothing here knows where a rate came from
 * except `basis`, which only the explanation shows.
 */
export interface LineToAssess {
  /** In the invoice currency. */
  valueForCurrencyConversion: DecimalText;
  currency: string;
  /** Canadian dollars for one unit of the invoice currency. */
  exchange: Rate;
  /** The rate that applies; where the treatment claimed has another rate, `claimedDuty` holds it. */
  duty: DutyRate;
  claimedDuty?: DutyRate;
  sima?: SimaFacts;
  surtaxes?: Surtax[];
  safeguards?: Surtax[];
  exciseDuty?: ExciseCharge[];
  exciseTax?: ExciseCharge[];
  luxury?: LuxuryFacts;
  selfDeclared?: Partial<Record<SelfDeclarable, Cents>>;
  relief?: Relief;
  gst: GstFacts;
  provincial?: ProvincialTax;
  /** Goods in a bonded warehouse, or leaving it unconsumed. */
  isInBond?: true;
}

/** A fraction of 1, or Canadian dollars a unit. */
export interface Rate {
  value: Decimal;
  /** Where the value was read, with its verification mark. */
  basis?: string;
}

export interface DutyRate {
  treatment: string;
  base: Term;
  /** "but not less than" */
  atLeast?: Term;
  /** "but not more than", "or more than" */
  atMost?: Term;
  plus?: Term;
  basis?: string;
}

/** A quantity is already in the unit of the rate. */
export type Term =
  | { kind: 'free' }
  | { kind: 'ad valorem'; rate: Decimal }
  | { kind: 'specific'; perUnit: Decimal; quantity: Decimal; unit?: string };

export interface SimaFacts {
  subject: 'S' | 'N' | 'U';
  /** Provisional duty may be paid or secured (SIMA s. 8). */
  provisional?: 'cash' | 'bond';
  antiDumping?: SimaMethod;
  countervailing?: SimaMethod;
  basis?: string;
}

export type SimaMethod =
  | { kind: 'amount'; amount: Cents }
  /** Per unit and in a foreign currency. */
  | {
      kind: 'normal value';
      normalValue: Decimal;
      exportPrice: Decimal;
      quantity: Decimal;
      exchange: Decimal;
      rate: Decimal;
    }
  | { kind: 'percent of export price'; exportPrice: Cents; rate: Decimal }
  | { kind: 'per unit'; perUnit: Decimal; quantity: Decimal; exchange: Decimal };

export interface Surtax {
  code: string;
  /** A fraction of the value for duty. */
  rate: Decimal;
  /** The part of the value that is Canadian and Mexican content, as a fraction. */
  excludedShare?: Decimal;
  basis?: string;
}

export type ExciseCharge = { code: string; basis?: string } & (
  | { kind: 'amount'; amount: Cents }
  | { kind: 'per unit'; quantity: Decimal; perUnit: Decimal }
  /** Per so many pieces or fraction of them, for each package (Excise Act, 2001, Sch. 1). */
  | { kind: 'per package'; packages: Decimal; perPackage: Decimal; per: Decimal; rate: Decimal }
  /** The greater of an amount each and a share of the duty-paid value (Excise Act, 2001, Sch. 2). */
  | { kind: 'greater of'; quantity: Decimal; perUnit: Decimal; share: Decimal }
);

export interface LuxuryFacts {
  threshold: Cents;
  /** A share of the taxable amount, and a share of what exceeds the threshold: the lesser is due. */
  share: Decimal;
  excessShare: Decimal;
}

export type SelfDeclarable = 'antiDumping' | 'countervailing' | 'surtax' | 'safeguard';

export type Relief = Partial<
  Record<
    | 'customsDuty'
    | 'antiDumping'
    | 'countervailing'
    | 'surtax'
    | 'safeguard'
    | 'exciseDuty'
    | 'exciseTax'
    | 'luxuryTax'
    | 'gst'
    | 'provincialTax',
    boolean
  >
>;

export interface GstFacts {
  rate: Rate;
  exemptionCode?: string;
  /** Value of the processing abroad, which replaces the value for duty (SOR/91-30 s. 13). */
  baseOverride?: Cents;
}

export interface ProvincialTax {
  province: string;
  kind: string;
  rate: Decimal;
  basis?: string;
}

/** All in cents. The names and the order are those of the amounts on the declaration. */
export interface Amounts {
  vfd: Cents;
  duty: Cents;
  antiDumping: Cents;
  countervailing: Cents;
  surtax: Cents;
  safeguard: Cents;
  exciseDuty: Cents;
  exciseTax: Cents;
  luxuryTax: Cents;
  vft: Cents;
  gst: Cents;
  provincialTax: Cents;
  total: Cents;
}

export const amountNames = [
  'vfd',
  'duty',
  'antiDumping',
  'countervailing',
  'surtax',
  'safeguard',
  'exciseDuty',
  'exciseTax',
  'luxuryTax',
  'vft',
  'gst',
  'provincialTax',
  'total',
] as const satisfies readonly (keyof Amounts)[];

export interface LineAssessment extends Amounts {
  appliedTreatment: string;
  simaCode: string;
  /** What the system calculated where the partner declared another amount. */
  systemCalculated?: Partial<Record<SelfDeclarable, Cents>>;
  luxuryTaxableAmount?: Cents;
  /** Its GST is the federal part of the harmonized sales tax. */
  isHarmonized?: true;
  /** Provisional duty covered by a bond: owed by nobody yet. */
  securedByBond?: Cents;
}

/** Why an amount is what it is: rule, rate, source and arithmetic, for a person to check by hand. */
export interface Explanation {
  amount: keyof Amounts;
  value: string;
  rule: Bilingual;
  arithmetic: string;
  source: string;
  basis?: string;
}

export type Explain = (explanation: Explanation) => void;
