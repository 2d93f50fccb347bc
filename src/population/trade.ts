import { transactionNumberFrom } from '../accounts/identifiers.ts';
import type { CadInput, CadLineInput } from '../cad/types.ts';
import type { Chance } from '../chance.ts';
import { fromWire, sum, toWire } from '../money.ts';
import type { ReleaseInput } from '../release/report-release.ts';
import { parseRate } from '../tariff/rate-text.ts';
import type { Tariff } from '../tariff/tariff.ts';
import type { Partner } from './businesses.ts';

/** Where goods come from and how: origin, treatment, currency. Assumption A-08. */
const origins = [
  ['US', '10', 'USD', true],
  ['US', '10', 'USD', true],
  ['US', '2', 'USD', false],
  ['CN', '2', 'USD', false],
  ['CN', '2', 'USD', false],
  ['MX', '11', 'USD', true],
  ['DE', '31', 'EUR', true],
  ['JP', '33', 'JPY', true],
  ['GB', '34', 'GBP', true],
  ['VN', '2', 'USD', false],
  ['IN', '2', 'USD', false],
] as const;

const offices = ['0453', '0495', '0497', '0395', '0396', '0440', '0813', '0809'];

/** A release and the declaration that accounts for it. */
export interface Shipment {
  release: ReleaseInput;
  cad: CadInput;
}

/** Classification numbers that synthetic trade uses: rated by value, under no surtax and no SIMA measure. */
export function tradeableItems(tariff: Tariff, on: string): string[] {
  return tariff.reference
    .all('tariff-items')
    .filter((record) => record.mark === 'V2' && tariff.item(record.key, on)?.record === record)
    .filter((record) => {
      const rate = parseRate(record.data.mfn ?? '');
      const isByValue = rate !== undefined && rate.base.kind !== 'specific' && rate.atLeast === undefined;
      return (
        isByValue && rate.plus === undefined && tariff.surtaxItems(record.key.slice(0, 8), on).length === 0
      );
    })
    .filter((record) =>
      ['US', 'CN', 'MX', 'DE', 'JP', 'GB', 'VN', 'IN'].every(
        (country) => tariff.simaMeasures(record.key, country).length === 0,
      ),
    )
    .map((record) => record.key)
    .sort();
}

/** The n-th shipment of a partner: the same whatever else is shipped. */
export function makeShipment(
  chance: Chance,
  partner: Partner,
  index: number,
  goods: { items: readonly string[]; shippedOn: string; lines?: number },
): Shipment {
  const own = chance.child(`shipment ${partner.bn15} ${index}`);
  const transactionNumber = transactionNumberFrom(partner.accountSecurity, index);
  const office = own.pick(offices);
  const mode = office === '0497' || office === '0396' ? '1' : office === '0809' ? '9' : '2';
  const carrierCode = own.pick(['CARR', 'FRTX', 'NORD', 'PACF']);
  const cargoControlNumber = `${carrierCode}${String(own.whole(1, 999_999_999)).padStart(9, '0')}`;
  const [country, treatment, currency, needsProof] = own.pick(origins);
  const count = goods.lines ?? Math.min(40, 1 + Math.floor(-Math.log(1 - own.fraction()) * 3));
  const lines = Array.from({ length: count }, (): CadLineInput => {
    const value = Math.round(Math.exp(4 + own.fraction() * 6) * (currency === 'JPY' ? 12_000 : 100));
    return {
      description: 'Synthetic goods / Marchandises synthétiques',
      classification: own.pick(goods.items),
      countryOfOrigin: country,
      placeOfExport: country,
      tariffTreatment: treatment,
      ...(needsProof ? { proofOfOrigin: true } : {}),
      directShipmentDate: goods.shippedOn,
      quantity: String(own.whole(1, 5000)),
      unitOfMeasure: 'NMB',
      valueForCurrencyConversion: toWire(value),
      valueForDutyCode: '13',
    };
  });
  const value = toWire(sum(lines.map((line) => fromWire(line.valueForCurrencyConversion))));
  const shared = { transactionNumber, importer: partner.bn15, office, carrierCode, cargoControlNumber };
  return {
    release: { ...shared, option: own.pick(['PARS', 'PARS', 'PARS', 'RMD', 'IID'] as const), mode },
    cad: {
      ...shared,
      cadType: 'AB',
      transportMode: mode,
      commercial: true,
      invoices: [
        {
          number: `INV-${index}`,
          vendor: { name: `Vendor ${own.whole(1, 500)} (fictitious)` },
          value,
          currency,
          lines,
        },
      ],
    },
  };
}
