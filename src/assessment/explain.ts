import { toWire } from '../money.ts';
import { dutyArithmetic, percentText } from './duty.ts';
import { exciseArithmetic } from './excise.ts';
import { simaArithmetic } from './sima.ts';
import type { Amounts, DutyRate, Explain, Explanation, LineAssessment, LineToAssess } from './types.ts';

/** Tell how each amount of a line came about. Amounts that are nil for want of any rule stay silent. */
export function explainLine(
  line: LineToAssess,
  dutyRate: DutyRate,
  assessed: LineAssessment,
  explain: Explain,
): void {
  const tell = (amount: keyof Amounts, told: Omit<Explanation, 'amount' | 'value'>) =>
    explain({ amount, value: toWire(assessed[amount]), ...told });

  tell('vfd', {
    rule: { en: 'Value for duty in Canadian dollars', fr: 'Valeur en douane en dollars canadiens' },
    arithmetic: `${line.valueForCurrencyConversion} ${line.currency} × ${line.exchange.value} = ${toWire(assessed.vfd)}`,
    source: 'Customs Act s. 55; SOR/85-900 s. 3',
    ...basis(line.exchange.basis),
  });
  explainDuty(line, dutyRate, assessed, tell);
  explainSpecialDuties(line, assessed, tell);
  explainExcise(line, assessed, tell);
  explainTaxes(line, assessed, tell);
}

type Tell = (amount: keyof Amounts, told: Omit<Explanation, 'amount' | 'value'>) => void;

function explainDuty(line: LineToAssess, dutyRate: DutyRate, assessed: LineAssessment, tell: Tell): void {
  if (line.relief?.customsDuty === true) {
    tell('duty', {
      rule: { en: 'Customs duty relieved or remitted', fr: 'Droits de douane exonérés ou remis' },
      arithmetic: `${dutyArithmetic(assessed.vfd, dutyRate)}; relieved to 0.00`,
      source: 'Customs Tariff ss. 89, 115',
      ...basis(dutyRate.basis),
    });
    return;
  }
  const isMfnLower = line.claimedDuty !== undefined && dutyRate !== line.claimedDuty;
  tell('duty', {
    rule: isMfnLower
      ? {
          en: `The MFN rate gives the lower amount and replaces treatment ${line.claimedDuty!.treatment}`,
          fr: `Le taux NPF donne le montant le moins élevé et remplace le traitement ${line.claimedDuty!.treatment}`,
        }
      : {
          en: `Customs duty, treatment ${dutyRate.treatment}`,
          fr: `Droits de douane, traitement ${dutyRate.treatment}`,
        },
    arithmetic: dutyArithmetic(assessed.vfd, dutyRate),
    source: isMfnLower ? 'Customs Tariff s. 25' : 'Customs Tariff s. 20; Customs Act s. 55',
    ...basis(dutyRate.basis),
  });
}

function explainSpecialDuties(line: LineToAssess, assessed: LineAssessment, tell: Tell): void {
  if (line.sima !== undefined) {
    for (const name of ['antiDumping', 'countervailing'] as const) {
      const method = line.sima[name];
      if (method === undefined && line.selfDeclared?.[name] === undefined) continue;
      const calculated = method === undefined ? 'no method' : simaArithmetic(method);
      tell(name, {
        rule: {
          en: name === 'antiDumping' ? 'Anti-dumping duty' : 'Countervailing duty',
          fr: name === 'antiDumping' ? 'Droits antidumping' : 'Droits compensateurs',
        },
        arithmetic: selfDeclaredOr(line, assessed, name, calculated),
        source: 'Special Import Measures Act s. 3(1)',
        ...basis(line.sima.basis),
      });
    }
    if (line.sima.subject === 'U') {
      tell('antiDumping', {
        rule: { en: 'Nil under an accepted undertaking', fr: 'Nuls en vertu d’un engagement accepté' },
        arithmetic: '0.00',
        source: 'Special Import Measures Act s. 7.1',
      });
    }
  }
  for (const [name, charges] of [
    ['surtax', line.surtaxes],
    ['safeguard', line.safeguards],
  ] as const) {
    for (const charge of charges ?? []) {
      const excluded = charge.excludedShare ? ` × (1 − ${percentText(charge.excludedShare)})` : '';
      const calculated = `${toWire(assessed.vfd)}${excluded} × ${percentText(charge.rate)}`;
      const relieved = line.relief?.[name] === true ? '; relieved to 0.00' : '';
      tell(name, {
        rule:
          name === 'surtax'
            ? { en: `Surtax ${charge.code}`, fr: `Surtaxe ${charge.code}` }
            : { en: `Safeguard surtax ${charge.code}`, fr: `Surtaxe de sauvegarde ${charge.code}` },
        arithmetic: selfDeclaredOr(line, assessed, name, calculated) + relieved,
        source: name === 'surtax' ? 'Customs Tariff s. 53(2)' : 'Customs Tariff ss. 55 to 68',
        ...basis(charge.basis),
      });
    }
  }
}

function explainExcise(line: LineToAssess, assessed: LineAssessment, tell: Tell): void {
  for (const charge of line.exciseDuty ?? []) {
    tell('exciseDuty', {
      rule: { en: 'Duty equal to the excise duty', fr: 'Droit équivalant au droit d’accise' },
      arithmetic: exciseArithmetic(charge),
      source: 'Customs Tariff ss. 21.1 to 21.3; Excise Act, 2001',
      ...basis(charge.basis),
    });
  }
  for (const charge of line.exciseTax ?? []) {
    tell('exciseTax', {
      rule: { en: 'Excise tax', fr: 'Taxe d’accise' },
      arithmetic: exciseArithmetic(charge),
      source: 'Excise Tax Act s. 23, Sch. I',
      ...basis(charge.basis),
    });
  }
  if (line.luxury !== undefined) {
    const taxable = assessed.luxuryTaxableAmount ?? 0;
    tell('luxuryTax', {
      rule: { en: 'Luxury tax', fr: 'Taxe de luxe' },
      arithmetic:
        `lesser of ${percentText(line.luxury.share)} of ${toWire(taxable)} and ` +
        `${percentText(line.luxury.excessShare)} of what exceeds ${toWire(line.luxury.threshold)}`,
      source: 'Select Luxury Items Tax Act ss. 20, 34',
    });
  }
}

function explainTaxes(line: LineToAssess, assessed: LineAssessment, tell: Tell): void {
  const base = line.gst.baseOverride ?? assessed.vfd;
  tell('vft', {
    rule: { en: 'Value for tax', fr: 'Valeur taxable' },
    arithmetic: `${toWire(base)} + ${toWire(assessed.vft - base)} of duties and taxes = ${toWire(assessed.vft)}`,
    source: line.gst.baseOverride === undefined ? 'Excise Tax Act s. 215(1)' : 'SOR/91-30 s. 13',
  });
  const exemption = line.gst.exemptionCode;
  const isRelieved = exemption !== undefined || line.relief?.gst === true;
  tell('gst', {
    rule: isRelieved
      ? {
          en: `GST not payable (${exemption ?? 'relieved'})`,
          fr: `TPS non exigible (${exemption ?? 'exonérée'})`,
        }
      : { en: 'Goods and services tax', fr: 'Taxe sur les produits et services' },
    arithmetic: isRelieved
      ? '0.00'
      : `${toWire(assessed.vft)} × ${percentText(line.gst.rate.value)} = ${toWire(assessed.gst)}`,
    source: isRelieved ? 'Excise Tax Act s. 213, Sch. VI, VII' : 'Excise Tax Act s. 212',
    ...basis(line.gst.rate.basis),
  });
  if (line.provincial !== undefined) {
    tell('provincialTax', {
      rule: {
        en: `Provincial tax on casual goods, ${line.provincial.province}`,
        fr: `Taxe provinciale sur les marchandises occasionnelles, ${line.provincial.province}`,
      },
      arithmetic: `${toWire(assessed.vft)} × ${percentText(line.provincial.rate)} = ${toWire(assessed.provincialTax)}`,
      source: 'CBSA Memorandum D17-1-22; Excise Tax Act s. 212.1',
      ...basis(line.provincial.basis),
    });
  }
}

function selfDeclaredOr(
  line: LineToAssess,
  assessed: LineAssessment,
  name: 'antiDumping' | 'countervailing' | 'surtax' | 'safeguard',
  calculated: string,
): string {
  if (line.selfDeclared?.[name] === undefined) return `${calculated} = ${toWire(assessed[name])}`;
  const system = toWire(assessed.systemCalculated?.[name] ?? 0);
  return `self-declared ${toWire(assessed[name])}; the system calculated ${calculated} = ${system}`;
}

function basis(text: string | undefined): { basis?: string } {
  return text === undefined ? {} : { basis: text };
}
