import { ReferenceData } from '../../src/reference/reference.ts';
import { readSeeds } from '../../src/reference/seeds.ts';
import { Tariff } from '../../src/tariff/tariff.ts';

let reference: ReferenceData | undefined;
let tariff: Tariff | undefined;

/** The reference data that ships with the program, read once for each test file. */
export function shippedReference(): ReferenceData {
  reference ??= new ReferenceData(readSeeds().records);
  return reference;
}

export function shippedTariff(): Tariff {
  tariff ??= new Tariff(shippedReference());
  return tariff;
}
