import { toWire } from '../money.ts';
import { valueForDuty } from './assess-line.ts';
import type { Explain, LineAssessment, LineToAssess } from './types.ts';

/** Entry, re-warehousing, withdrawal for export or for ships' stores, transfer. */
const inBond: ReadonlySet<string> = new Set(['10', '13', '21', '22', '30']);

/**
 * Whether goods of a type of declaration are in a bonded warehouse, or leave it for elsewhere than consumption in
 * Canada: their duties and taxes wait, or are never owed.
 *
 * Source: CBSA Memorandum D7-4-4; types 10, 13, 21, 22 and 30.
 */
export const isInBond = (cadType: string): boolean => inBond.has(cadType);

/** A line of goods in bond is valued, and bears nothing. */
export function assessInBond(line: LineToAssess, explain?: Explain): LineAssessment {
  const vfd = valueForDuty(line);
  explain?.({
    amount: 'total',
    value: '0.00',
    rule: {
      en: 'Duties and taxes are not owed while goods are in bond, nor where they leave it for elsewhere',
      fr: 'Droits et taxes ne sont pas exigibles en entrepôt de stockage, ni à la sortie vers l’extérieur',
    },
    arithmetic: `value for duty ${toWire(vfd)}`,
    source: 'CBSA Memorandum D7-4-4',
  });
  return {
    vfd,
    duty: 0,
    antiDumping: 0,
    countervailing: 0,
    surtax: 0,
    safeguard: 0,
    exciseDuty: 0,
    exciseTax: 0,
    luxuryTax: 0,
    vft: vfd,
    gst: 0,
    provincialTax: 0,
    total: 0,
    appliedTreatment: line.claimedDuty?.treatment ?? line.duty.treatment,
    simaCode: '10',
  };
}
