import { z } from '@hono/zod-openapi';
import type { LineAssessment } from '../assessment/types.ts';
import type { Channel } from '../context.ts';
import type { Cents } from '../money.ts';
import { cadTypeCodes } from './cad-types.ts';
import type { Finding } from './findings.ts';

export const amount = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,2})?$/, { error: 'an amount such as "1234.50" is expected' });
export const quantity = z
  .string()
  .regex(/^\d{1,14}(\.\d{1,3})?$/, { error: 'a quantity such as "12.5" is expected' });
const country = z.string().regex(/^[A-Z]{2}$/, { error: 'a two-letter country code is expected' });
const isoDate = z.iso.date();
const currency = z.string().regex(/^[A-Z]{3}$/, { error: 'a three-letter currency code is expected' });

const SimaInput = z.strictObject({
  subject: z.enum(['S', 'N', 'U']),
  measureInForce: z.string().max(20).optional(),
  exporterId: z.string().max(20).optional(),
  modelId: z.string().max(20).optional(),
  invoicePrice: amount.optional(),
  invoiceCurrency: currency.optional(),
  normalValuePerUnit: amount.optional(),
  exportPricePerUnit: amount.optional(),
  quantity: quantity.optional(),
  provisional: z.enum(['cash', 'bond']).optional(),
});

const SelfDeclaredInput = z.strictObject({
  antiDumping: amount.optional(),
  countervailing: amount.optional(),
  surtax: amount.optional(),
  safeguard: amount.optional(),
});

/** A commodity line, by the names of the declaration. */
export const CadLineInput = z.strictObject({
  description: z.string().min(1).max(200),
  classification: z.string().regex(/^\d{10}$/, { error: 'ten digits are expected' }),
  tariffCode: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  countryOfOrigin: country,
  placeOfExport: country.optional(),
  tariffTreatment: z.string().regex(/^(\d{1,2}|[A-Z]{2,6})$/),
  proofOfOrigin: z.boolean().optional(),
  directShipmentDate: isoDate,
  quantity: quantity.optional(),
  unitOfMeasure: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  weightKg: quantity.optional(),
  valueForCurrencyConversion: amount,
  valueForDutyCode: z.string().regex(/^\d{2}$/),
  meltAndPour: country.optional(),
  sima: SimaInput.optional(),
  surtaxCode: z
    .string()
    .regex(/^\d{5}[A-Z]$/)
    .optional(),
  excise: z
    .strictObject({ code: z.string().max(12), quantity: quantity.optional(), amount: amount.optional() })
    .optional(),
  gstExemptionCode: z.string().max(20).optional(),
  specialAuthority: z.string().max(20).optional(),
  /** Import permit of another department, such as the general permit GIP20. */
  importPermit: z.string().max(20).optional(),
  /** The line, of the previous transaction, that brought the goods into the warehouse. */
  previousLine: z.number().int().min(1).max(9999).optional(),
  selfDeclared: SelfDeclaredInput.optional(),
  remarks: z.string().max(512).optional(),
});

const Party = z.strictObject({ name: z.string().min(1).max(100), address: z.string().max(200).optional() });

export const CadInvoiceInput = z.strictObject({
  number: z.string().min(1).max(35),
  vendor: Party.extend({ country: country.optional() }),
  purchaser: Party.optional(),
  value: amount,
  currency,
  freightCharges: amount.optional(),
  purchaseOrder: z.string().max(35).optional(),
  lines: z.array(CadLineInput).min(1).max(999),
});

/** Licence of a bonded warehouse: its office, W and its number. */
const warehouse = z.string().regex(/^\d{4}W\d{1,5}$/, { error: 'a licence such as 0453W001 is expected' });

/** A Commercial Accounting Declaration as a partner submits it. */
export const CadInput = z.strictObject({
  cadType: z.enum(cadTypeCodes),
  transactionNumber: z.string().regex(/^\d{14}$/, { error: 'fourteen digits are expected' }),
  /** The declaration from which goods were omitted (type H). */
  originalTransactionNumber: z
    .string()
    .regex(/^\d{14}$/)
    .optional(),
  /** The day on which it was discovered that goods were omitted (type H). */
  discoveredOn: isoDate.optional(),
  /** The month in which a courier's low-value shipments were released (type F). */
  releasedIn: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  /** The day on which the use of goods under interim accounting ended (type M). */
  interimEndedOn: isoDate.optional(),
  /** The declaration that brought the goods into bond, or transferred them (types 13 to 30). */
  previousTransactionNumber: z
    .string()
    .regex(/^\d{14}$/)
    .optional(),
  warehouseIn: warehouse.optional(),
  warehouseOut: warehouse.optional(),
  /** Who takes over the goods of a transfer in bond (type 30); the importer itself where left out. */
  newImporter: z
    .string()
    .regex(/^\d{9}RM\d{4}$/)
    .optional(),
  /** A B3 declared as it was accepted before CARM, or net changes to values of interim accounting (type TT). */
  preCarm: z.enum(['AS_DECLARED', 'AS_ADJUSTED']).optional(),
  importer: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  /** Whose goods they are where the account is another's: a first-time importer, a client not registered yet. */
  owner: Party.optional(),
  broker: z
    .string()
    .regex(/^\d{9}RM\d{4}$/)
    .optional(),
  office: z.string().regex(/^\d{4}$/),
  transportMode: z.string().regex(/^\d$/).optional(),
  carrierCode: z.string().length(4).optional(),
  /** By courier or by post: goods of low value are relieved. */
  arrivedBy: z.enum(['COURIER', 'POST']).optional(),
  cargoControlNumber: z.string().min(5).max(25).optional(),
  grossWeightKg: quantity.optional(),
  commercial: z.boolean().default(true),
  province: z.string().length(2).optional(),
  notes: z.string().max(2000).optional(),
  invoices: z
    .array(CadInvoiceInput)
    .min(1)
    .max(999)
    .refine((invoices) => invoices.reduce((lines, invoice) => lines + invoice.lines.length, 0) <= 9999, {
      error: 'a declaration holds at most 9,999 lines',
    }),
});

export type CadInput = z.infer<typeof CadInput>;
export type CadLineInput = z.infer<typeof CadLineInput>;

export type CadStatus = 'ACCEPTED' | 'AWAITING_PAYMENT' | 'RELEASED' | 'WITHDRAWN';

/** How a version came about: by the partner before the due date, with the CBSA's approval after it, or by the CBSA. */
export type Change =
  | 'ORIGINAL'
  | 'CORRECTION'
  | 'ADJUSTMENT'
  | 'REDETERMINATION'
  | 'RECALCULATION'
  | 'WITHDRAWAL';

export interface CadLine {
  line: number;
  classification: string;
  origin: string;
  assessment: LineAssessment;
}

/** A version of an accepted declaration, assessed and with its dates. */
export interface Cad {
  transactionNumber: string;
  version: number;
  cadType: CadInput['cadType'];
  importerBn15: string;
  filedBy: string;
  channel: string;
  office: string;
  status: CadStatus;
  releasedOn: string | null;
  accountedOn: string;
  accountBy: string | null;
  periodEnd: string | null;
  dueOn: string;
  isLate: boolean;
  hasProvisionalRate: boolean;
  vfdCents: Cents;
  dutiesCents: Cents;
  gstCents: Cents;
  totalCents: Cents;
  declared: CadInput;
  warnings: Finding[];
  change: Change;
  /** Codes of the reasons in law, the one that supports the net result first. */
  reasons: string[];
  /** GST that versions lowered after the due date and that is not refunded with duties, so far. */
  gstKeptCents: Cents;
}

/** A declaration that was filed and waits for its exchange rate: nothing of it is assessed or posted yet. */
export interface WaitingCad {
  transactionNumber: string;
  importerBn15: string;
  /** Refused once there was a rate: its number is free again. */
  status: 'WAITING_FOR_RATE' | 'REJECTED';
  filedBy: string;
  channel: Channel;
  /** The day on which it was accounted for, whenever it is accepted. */
  filedOn: string;
  isLate: boolean;
  declared: CadInput;
  findings: Finding[];
}

export interface AssessedCad extends Cad {
  lines: CadLine[];
}
