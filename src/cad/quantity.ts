import { Decimal } from '../money.ts';

/** Quantities have at most three decimals: kept as whole thousandths of the unit of measure they add up exactly. */
export const toThousandths = (quantity: string): number => new Decimal(quantity).times(1000).toNumber();

/** As the wire shows it: 12500 is "12.5". */
export const fromThousandths = (thousandths: number): string => new Decimal(thousandths).div(1000).toString();
