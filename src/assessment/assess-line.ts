import { type Cents, convert, Decimal, share, sum, toWire } from '../money.ts';
import { customsDuty, lowerDuty } from './duty.ts';
import { exciseAmount, luxuryTax } from './excise.ts';
import { explainLine } from './explain.ts';
import { assessInBond } from './in-bond.ts';
import { simaCode, simaDuty } from './sima.ts';
import type { Explain, LineAssessment, LineToAssess, SelfDeclarable, Surtax } from './types.ts';

/**
 * Assess the duties and taxes on one line of a declaration.
 *
 * Amounts are whole cents, rounded half up once, where each is first known; totals add rounded amounts.
 * Rates are fractions of 1: a 6.5 % duty is 0.065.
 *
 * @param line    values in the invoice currency, and every rate that applies on the accounting date
 * @param explain when given, is told rule, rate, source and arithmetic of each amount
 * @throws AmountTooLarge when an amount cannot be held exactly
 *
 * Law: Customs Act ss. 17(2), 44, 55; SOR/85-900 s. 3 (exchange on the date of direct shipment); Customs Tariff
 * ss. 20, 25, 53(2); Special Import Measures Act s. 3(1); Excise Tax Act ss. 212, 215(1) (GST on the value for tax);
 * SOR/91-30 ss. 12, 13. Assumption A-01: halves round up.
 */
export function assessLine(line: LineToAssess, explain?: Explain): LineAssessment {
  if (line.isInBond) return assessInBond(line, explain);
  const relief = line.relief;
  const vfd = valueForDuty(line);
  const dutyRate = line.claimedDuty === undefined ? line.duty : lowerDuty(vfd, line.claimedDuty, line.duty);
  const duty = relief?.customsDuty === true ? 0 : customsDuty(vfd, dutyRate);

  const special =
    line.sima || line.surtaxes || line.safeguards || line.selfDeclared ? specialDuties(line, vfd) : none;
  const antiDumping = relief?.antiDumping === true ? 0 : special.antiDumping;
  const countervailing = relief?.countervailing === true ? 0 : special.countervailing;
  const surtax = relief?.surtax === true ? 0 : special.surtax;
  const safeguard = relief?.safeguard === true ? 0 : special.safeguard;

  const exciseDuty = relief?.exciseDuty === true ? 0 : exciseAmount(line.exciseDuty, vfd + duty);
  const exciseTax = relief?.exciseTax === true ? 0 : exciseAmount(line.exciseTax, vfd + duty);
  const duties = duty + antiDumping + countervailing + surtax + safeguard + exciseDuty + exciseTax;
  const luxury = line.luxury === undefined ? 0 : luxuryTax(line.luxury, vfd + duties);
  const luxuryTaxDue = relief?.luxuryTax === true ? 0 : luxury;

  const vft = (line.gst.baseOverride ?? vfd) + duties + luxuryTaxDue;
  const isZeroRated = line.gst.exemptionCode !== undefined || relief?.gst === true;
  const gst = isZeroRated ? 0 : share(vft, line.gst.rate.value);
  const isProvincialRelieved = relief?.provincialTax ?? relief?.gst ?? false;
  const provincialTax =
    line.provincial === undefined || isProvincialRelieved ? 0 : share(vft, line.provincial.rate);

  const assessment: LineAssessment = {
    vfd,
    duty,
    antiDumping,
    countervailing,
    surtax,
    safeguard,
    exciseDuty,
    exciseTax,
    luxuryTax: luxuryTaxDue,
    vft,
    gst,
    provincialTax,
    total: sum([duties, luxuryTaxDue, gst, provincialTax]),
    appliedTreatment: dutyRate.treatment,
    simaCode: simaCode(line.sima, antiDumping + countervailing + special.securedByBond, surtax),
  };
  if (special.systemCalculated !== undefined) assessment.systemCalculated = special.systemCalculated;
  if (special.securedByBond > 0) assessment.securedByBond = special.securedByBond;
  if (line.provincial?.kind === 'HST') assessment.isHarmonized = true;
  if (line.luxury !== undefined) assessment.luxuryTaxableAmount = vfd + duties;
  if (explain !== undefined) explainLine(line, dutyRate, assessment, explain);
  return assessment;
}

/**
 * Value for duty in Canadian cents.
 *
 * Law: Customs Act ss. 46 to 55; SOR/85-900 s. 3. Exchange rates keep all published digits.
 */
export function valueForDuty(line: LineToAssess): Cents {
  return convert(line.valueForCurrencyConversion, line.exchange.value);
}

interface SpecialDuties extends Record<SelfDeclarable, Cents> {
  securedByBond: Cents;
  systemCalculated?: Partial<Record<SelfDeclarable, Cents>>;
}

const none: SpecialDuties = { antiDumping: 0, countervailing: 0, surtax: 0, safeguard: 0, securedByBond: 0 };

/** Assumption A-03: provisional duty under bond is owed by nobody yet, and enters no base, until it is paid. */
function specialDuties(line: LineToAssess, vfd: Cents): SpecialDuties {
  const calculated: SpecialDuties = {
    antiDumping: line.sima === undefined ? 0 : simaDuty(line.sima, line.sima.antiDumping),
    countervailing: line.sima === undefined ? 0 : simaDuty(line.sima, line.sima.countervailing),
    surtax: surtaxAmount(line.surtaxes, vfd),
    safeguard: surtaxAmount(line.safeguards, vfd),
    securedByBond: 0,
  };
  const declared = line.selfDeclared === undefined ? calculated : selfDeclare(calculated, line.selfDeclared);
  if (line.sima?.provisional !== 'bond') return declared;
  const securedByBond = declared.antiDumping + declared.countervailing;
  return { ...declared, antiDumping: 0, countervailing: 0, securedByBond };
}

/** A declared amount replaces the calculated one, and zero is an amount (CES 2.0, CS0015769). */
function selfDeclare(
  calculated: SpecialDuties,
  declared: Partial<Record<SelfDeclarable, Cents>>,
): SpecialDuties {
  const systemCalculated: Partial<Record<SelfDeclarable, Cents>> = {};
  for (const name of Object.keys(declared) as SelfDeclarable[]) systemCalculated[name] = calculated[name];
  return { ...calculated, ...declared, systemCalculated };
}

/**
 * Surtax or safeguard on the value for duty, each order rounded by itself.
 *
 * Law: Customs Tariff ss. 53(2), 55, 60, 63, 68; SOR/2025-118 s. 2 (content of Canada and Mexico left out).
 */
function surtaxAmount(surtaxes: readonly Surtax[] | undefined, vfd: Cents): Cents {
  if (surtaxes === undefined) return 0;
  const one = new Decimal(1);
  return sum(
    surtaxes.map((s) => share(vfd, s.excludedShare ? s.rate.times(one.minus(s.excludedShare)) : s.rate)),
  );
}

/** Amounts in cents as the wire shows them, under their own names. */
export function amountsToWire<T extends object>(amounts: T): { [K in keyof T]: string } {
  const shown: Record<string, string> = {};
  for (const name in amounts) shown[name] = toWire(amounts[name] as Cents);
  return shown as { [K in keyof T]: string };
}
