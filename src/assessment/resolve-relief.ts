import { digitsOf } from './declared.ts';
import type { Resolving } from './resolve.ts';
import type { Relief } from './types.ts';

interface ResolvedRelief {
  relief?: Relief;
  /** Surtax orders that the special authority remits. */
  surtaxOrdersRelieved: ReadonlySet<string>;
}

const noOrders: ReadonlySet<string> = new Set();

/**
 * Relief from duties and taxes: as stated with the line, by a special authority, or by the low-value limits for
 * goods that come by courier or by post.
 *
 * Law: Customs Tariff s. 115; SI/85-182 ss. 3, 4, 4.1; SI/85-181 ss. 3, 4; Excise Tax Act Sch. VII s. 7.
 */
export function resolveRelief(given: Resolving): ResolvedRelief {
  const { declared } = given;
  if (declared.relief !== undefined) return { relief: declared.relief, surtaxOrdersRelieved: noOrders };
  const byAuthority =
    declared.specialAuthority === undefined ? undefined : authorityRelief(given, declared.specialAuthority);
  const byValue = lowValueRelief(given);
  const relief = (byAuthority?.relief ?? byValue) ? { ...byAuthority?.relief, ...byValue } : undefined;
  const surtaxOrdersRelieved = byAuthority?.surtaxOrdersRelieved ?? noOrders;
  return relief === undefined ? { surtaxOrdersRelieved } : { relief, surtaxOrdersRelieved };
}

function authorityRelief({ tariff, on, note }: Resolving, code: string): ResolvedRelief {
  const authority = on === undefined ? undefined : tariff.reference.inForce('special-authorities', code, on);
  if (authority === undefined) {
    note('UNKNOWN_AUTHORITY', {
      en: `Special authority ${code} is not valid on ${on ?? 'an unknown date'}`,
      fr: `L’autorisation spéciale ${code} n’est pas valide le ${on ?? '(date inconnue)'}`,
    });
    return { surtaxOrdersRelieved: noOrders };
  }
  const relieves = authority.data.relieves!;
  if (relieves.startsWith('SOR/')) return { surtaxOrdersRelieved: new Set([relieves]) };
  return { relief: { [relieves]: true }, surtaxOrdersRelieved: noOrders };
}

/**
 * The limits are inclusive and all-or-nothing, and look at the value of the whole shipment. Tobacco, alcohol, cannabis
 * and vaping products never benefit, nor what was sold in Canada or bought by somebody else. "From" is where the shipment came from, not where the goods originate.
 */
function lowValueRelief({ declared, facts, tariff, on, shipmentVfd }: Resolving): Relief | undefined {
  if (facts.courier !== true && facts.postal !== true) return undefined;
  if (declared.isOutsideLowValueRelief === true) return undefined;
  if (declared.exciseDuty !== undefined || isExcluded(digitsOf(declared))) return undefined;
  const date = on ?? '9999-12-31';
  const isAtMost = (limit: string) =>
    tariff.reference.parameter(limit, date).value.times(100).gte(shipmentVfd);
  const from = declared.shippedFrom ?? facts.shippedFrom;
  const isCusmaCourier = facts.courier === true && (from === 'US' || from === 'MX');
  if (!isCusmaCourier) {
    return isAtMost('courier-relief-limit') ? { customsDuty: true, exciseTax: true, gst: true } : undefined;
  }
  if (isAtMost('courier-cusma-tax-limit')) return { customsDuty: true, exciseTax: true, gst: true };
  return isAtMost('courier-cusma-duty-limit') ? { customsDuty: true } : undefined;
}

/** Headings 22.03 to 22.08 (alcohol) and chapter 24 (tobacco and vaping products). */
function isExcluded(digits: string): boolean {
  return digits.startsWith('24') || /^220[3-8]/.test(digits);
}
