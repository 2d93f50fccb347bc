import { Decimal } from '../money.ts';
import type { ReferenceRecord } from '../reference/records.ts';
import { basisOf } from '../reference/reference.ts';
import { type DeclaredLine, digitsOf } from './declared.ts';
import type { Resolving } from './resolve.ts';
import type { Surtax } from './types.ts';

/** Letters of the quota order's code: over quota, within it, within it but of China, over it and of China. */
const quotaRates: Record<string, readonly number[]> = { A: [50], B: [], C: [25], D: [50, 25] };

/**
 * The surtaxes on a line: those stated with it, or those of the orders in force on the accounting date.
 *
 * @param relieved orders that a special authority remits
 *
 * Law: Customs Tariff s. 53(2) and the orders in `seeds/tariff/surtax-orders.csv`. The origin is the marking origin
 * (SOR/2025-95 s. 1(2)). Goods in transit when an order came into force are outside most orders.
 */
export function resolveSurtaxes(given: Resolving, relieved: ReadonlySet<string>): Surtax[] | undefined {
  const { declared, tariff, on, note } = given;
  if (declared.surtax !== undefined) return declared.surtax.map(statedSurtax);
  if (on === undefined) {
    note('SURTAX_NOT_LOOKED_UP', {
      en: 'Surtaxes were not looked up: no accounting date',
      fr: 'Surtaxes non cherchées : pas de date de déclaration en détail',
    });
    return undefined;
  }
  const tariffItem = digitsOf(declared).slice(0, 8);
  const items = tariff.surtaxItems(tariffItem, on);
  if (items.length === 0) return undefined;
  const applied: { rule: string; surtaxes: Surtax[] }[] = [];
  for (const item of items) {
    const order = tariff.surtaxOrder(item, on);
    if (order === undefined || relieved.has(item.data.order!)) continue;
    const surtaxes = surtaxOf(given, on, item, order);
    if (surtaxes.length > 0) applied.push({ rule: order.data.rule!, surtaxes });
  }
  return withoutDoubles(applied);
}

/** The orders on melted-and-poured and on derivative goods leave out goods already under another steel order. */
function withoutDoubles(applied: { rule: string; surtaxes: Surtax[] }[]): Surtax[] | undefined {
  const isSecondary = (rule: string) => rule === 'melt-and-pour' || rule === 'derivative';
  const primary = applied.filter((order) => !isSecondary(order.rule));
  const kept = primary.length > 0 ? primary : applied.slice(0, 1);
  const surtaxes = kept.flatMap((order) => order.surtaxes);
  return surtaxes.length === 0 ? undefined : surtaxes;
}

function surtaxOf(given: Resolving, on: string, item: ReferenceRecord, order: ReferenceRecord): Surtax[] {
  const { declared, facts, tariff } = given;
  const { rule, code } = order.data as { rule: string; code: string };
  const surtax = (percent: number | string): Surtax => ({
    code: declared.surtaxCode ?? code,
    rate: new Decimal(percent).div(100),
    basis: basisOf(item, `${item.data.order} ${item.data.rate_percent} %`),
  });
  if (isOutsideOrder(given, item, order)) return [];
  switch (rule) {
    case 'origin':
      return declared.countryOfOrigin === item.data.origin ? [surtax(item.data.rate_percent!)] : [];
    case 'vehicle': {
      if (declared.countryOfOrigin !== 'US') return [];
      if (tariff.treatment(declared.tariffTreatment) !== 'UST') return [surtax(item.data.rate_percent!)];
      const excludedShare = tariff.reference.parameter('vehicle-content-deduction', on).value;
      return [{ ...surtax(item.data.rate_percent!), excludedShare }];
    }
    case 'quota':
      return quotaSurtaxes(given, order, surtax);
    case 'melt-and-pour': {
      const limit = tariff.reference.parameter('steel-aluminum-surtax-limit', on).value.times(100);
      const isSmall = limit.gte(given.declarationVfd);
      const isSubject = declared.meltAndPour === 'CN' && declared.countryOfOrigin !== 'US';
      return isSubject && !isSmall && facts.commercial ? [surtax(item.data.rate_percent!)] : [];
    }
    default:
      return facts.commercial ? [surtax(item.data.rate_percent!)] : [];
  }
}

function quotaSurtaxes(
  { declared, note }: Resolving,
  order: ReferenceRecord,
  surtax: (percent: number) => Surtax,
): Surtax[] {
  if (['CA', 'US', 'MX'].includes(declared.countryOfOrigin)) return [];
  const letter = declared.surtaxCode?.startsWith(order.data.code!.slice(0, 5))
    ? declared.surtaxCode.slice(5)
    : '';
  const rates = quotaRates[letter];
  if (rates === undefined) {
    note('QUOTA_UNKNOWN', {
      en: `${order.data.order} depends on the quota: declare surtax code ${order.data.code!.slice(0, 5)}A to D`,
      fr: `${order.data.order} dépend du contingent : déclarez le code de surtaxe ${order.data.code!.slice(0, 5)}A à D`,
    });
    return [];
  }
  return rates.map(surtax);
}

function isOutsideOrder(
  { declared, facts }: Resolving,
  item: ReferenceRecord,
  order: ReferenceRecord,
): boolean {
  const isRepair = declared.tariffCode !== undefined && /^9[89]/.test(declared.tariffCode);
  if (isRepair && order.data.rule !== 'quota') return true;
  const shippedOn = declared.directShipmentDate ?? facts.directShipmentDate;
  const wasInTransit = shippedOn !== undefined && shippedOn <= item.effectiveFrom && facts.cadType !== '20';
  return order.data.in_transit_excluded === 'Y' && wasInTransit;
}

export function statedSurtax(surtax: NonNullable<DeclaredLine['surtax']>[number]) {
  const rate = new Decimal(surtax.percent).div(100);
  const basis = 'stated with the line';
  return surtax.excludeContentPercent === undefined
    ? { code: surtax.code, rate, basis }
    : { code: surtax.code, rate, excludedShare: new Decimal(surtax.excludeContentPercent).div(100), basis };
}
