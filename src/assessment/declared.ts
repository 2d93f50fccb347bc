import { z } from 'zod';
import { isDate } from '../clock/instants.ts';

/** Decimals arrive as text. A number is read by its shortest text, so that no float is ever calculated with. */
export const decimal = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^\d{1,15}(\.\d{1,10})?$/, { error: 'a decimal such as "1234.50" is expected' }));

const date = z.string().refine(isDate, { error: 'a date such as "2024-11-02" is expected' });

const dutyRate = z.union([
  z.string(),
  z.object({
    kind: z.enum(['free', 'adValorem', 'specific', 'compound', 'minimum', 'maximum']),
    percent: decimal.optional(),
    perUnit: decimal.optional(),
    floorPerUnit: decimal.optional(),
    floorPercent: decimal.optional(),
    capPerUnit: decimal.optional(),
    capPercent: decimal.optional(),
    unit: z.string().optional(),
  }),
]);

const surtax = z.object({
  code: z.string().default(''),
  percent: decimal,
  excludeContentPercent: decimal.optional(),
});

const excise = z.object({
  code: z.string(),
  quantity: decimal.optional(),
  unit: z.string().optional(),
  perUnit: decimal.optional(),
  amount: decimal.optional(),
  packages: decimal.optional(),
  perPackage: decimal.optional(),
});

const sima = z.object({
  subject: z.enum(['S', 'N', 'U']),
  measureInForce: z.string().optional(),
  exporterId: z.string().optional(),
  modelId: z.string().optional(),
  method: z.enum(['amount', 'normalValue', 'percentOfExportPrice', 'amountOfSubsidy']).optional(),
  amount: decimal.optional(),
  countervailAmount: decimal.optional(),
  normalValuePerUnit: decimal.optional(),
  exportPricePerUnit: decimal.optional(),
  exportPriceTotalCad: decimal.optional(),
  percent: decimal.optional(),
  quantity: decimal.optional(),
  simaExchangeRate: decimal.optional(),
  countervailPerUnit: decimal.optional(),
  countervailExchangeRate: decimal.optional(),
  countervailPercent: decimal.optional(),
  invoicePrice: decimal.optional(),
  currency: z.string().optional(),
  provisional: z.enum(['cash', 'bond']).optional(),
  selfDeclaredAntiDumping: decimal.optional(),
  selfDeclaredCountervailing: decimal.optional(),
});

/** What a partner declares of one line, with rates where the partner or an example states them. */
export const DeclaredLine = z.object({
  line: z.number().int().positive().optional(),
  classification: z.string().optional(),
  tariffItem: z.string().optional(),
  tariffCode: z.string().optional(),
  tariffTreatment: z.coerce.string(),
  appliedTariffTreatment: z.coerce.string().optional(),
  countryOfOrigin: z.string(),
  shippedFrom: z.string().optional(),
  meltAndPour: z.string().optional(),
  proofOfOrigin: z.boolean().optional(),
  accountingDate: date.optional(),
  directShipmentDate: date.optional(),
  currency: z.string(),
  exchangeRate: decimal.optional(),
  provisionalExchangeRate: decimal.optional(),
  valueForCurrencyConversion: decimal,
  dutyQuantity: decimal.optional(),
  dutyUnit: z.string().optional(),
  dutyRate: dutyRate.optional(),
  claimedRate: dutyRate.optional(),
  sima: sima.optional(),
  surtax: z.array(surtax).optional(),
  surtaxCode: z.string().optional(),
  safeguard: z.union([z.array(surtax), surtax.transform((one) => [one])]).optional(),
  exciseDuty: z.array(excise).optional(),
  exciseTax: z.array(excise).optional(),
  luxury: z.object({ threshold: decimal }).optional(),
  /** Of lines of a consolidated declaration: which belong to one shipment. */
  shipment: z.number().int().optional(),
  /** Sold by a retailer in Canada, or bought by somebody else than the importer. */
  isOutsideLowValueRelief: z.boolean().optional(),
  specialAuthority: z.string().optional(),
  relief: z.record(z.string(), z.boolean()).optional(),
  gstExemptionCode: z.string().optional(),
  gstBaseOverride: decimal.optional(),
  provincial: z.object({ province: z.string(), kind: z.string().optional(), percent: decimal }).optional(),
  selfDeclared: z
    .object({
      antiDumping: decimal.optional(),
      countervailing: decimal.optional(),
      surtax: decimal.optional(),
      safeguard: decimal.optional(),
    })
    .optional(),
});

export type DeclaredLine = z.infer<typeof DeclaredLine>;

/** The digits of the classification number, or of the tariff item where no more is given. */
export function digitsOf({ classification, tariffItem }: DeclaredLine): string {
  const number = classification ?? tariffItem ?? '';
  return number.includes('.') ? number.replaceAll('.', '') : number;
}

/** What concerns all lines of a declaration. */
export const DeclaredFacts = z.object({
  cadType: z.coerce.string().default('AB'),
  commercial: z.boolean().default(true),
  courier: z.boolean().optional(),
  postal: z.boolean().optional(),
  province: z.string().optional(),
  accountingDate: date.optional(),
  directShipmentDate: date.optional(),
  shippedFrom: z.string().optional(),
});

export type DeclaredFacts = z.infer<typeof DeclaredFacts>;

export type DeclaredRate = z.infer<typeof dutyRate>;
export type DeclaredExcise = z.infer<typeof excise>;
export type DeclaredSima = z.infer<typeof sima>;
