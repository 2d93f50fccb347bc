import { z } from '@hono/zod-openapi';
import { amountsToWire } from '../assessment/assess-line.ts';
import type { Amounts } from '../assessment/types.ts';
import { toWire } from '../money.ts';
import type { AssessedCad, Cad, WaitingCad } from './types.ts';

export const FindingView = z
  .object({
    code: z.string(),
    severity: z.enum(['F', 'W']),
    pointer: z.string(),
    messageEn: z.string(),
    messageFr: z.string(),
  })
  .openapi('Finding');

export const CadSummary = z
  .object({
    transactionNumber: z.string(),
    version: z.number().int(),
    cadType: z.string(),
    importer: z.string(),
    status: z.string(),
    releasedOn: z.string().nullable(),
    accountedOn: z.string(),
    dueOn: z.string(),
    valueForDuty: z.string(),
    gst: z.string(),
    total: z.string(),
  })
  .openapi('CadSummary');

export const CadView = CadSummary.extend({
  office: z.string(),
  channel: z.string(),
  accountBy: z.string().nullable(),
  periodEnd: z.string().nullable(),
  isLate: z.boolean(),
  lines: z.array(
    z.object({
      line: z.number().int(),
      classification: z.string(),
      countryOfOrigin: z.string(),
      appliedTariffTreatment: z.string(),
      simaCode: z.string(),
      calculated: z
        .record(z.string(), z.string())
        .openapi({ description: 'Amounts in dollars by name; special duties that are nil are left out' }),
    }),
  ),
  warnings: z.array(FindingView),
}).openapi('Cad');

export const WaitingCadView = z
  .object({
    transactionNumber: z.string(),
    cadType: z.string(),
    importer: z.string(),
    status: z
      .enum(['WAITING_FOR_RATE', 'REJECTED'])
      .openapi({ description: 'REJECTED: refused once there was a rate; its number is free again' }),
    filedOn: z.string().openapi({ description: 'The day on which the goods were accounted for' }),
    channel: z.string(),
    isLate: z.boolean(),
    findings: z.array(FindingView),
  })
  .openapi('WaitingCad');

export const ExplanationView = z.object({
  line: z.number().int(),
  explanations: z.array(
    z.object({
      amount: z.string(),
      value: z.string(),
      rule: z.object({ en: z.string(), fr: z.string() }),
      arithmetic: z.string(),
      source: z.string(),
      basis: z.string().optional(),
    }),
  ),
});

const specialAmounts = [
  'antiDumping',
  'countervailing',
  'surtax',
  'safeguard',
  'exciseDuty',
  'exciseTax',
  'luxuryTax',
  'provincialTax',
] as const;

export function toCadSummary(cad: Cad) {
  return {
    transactionNumber: cad.transactionNumber,
    version: cad.version,
    cadType: cad.cadType,
    importer: cad.importerBn15,
    status: cad.status,
    releasedOn: cad.releasedOn,
    accountedOn: cad.accountedOn,
    dueOn: cad.dueOn,
    valueForDuty: toWire(cad.vfdCents),
    gst: toWire(cad.gstCents),
    total: toWire(cad.totalCents),
  };
}

export function toWaitingView(waiting: WaitingCad) {
  const { transactionNumber, importerBn15: importer, status, filedOn, channel, isLate, findings } = waiting;
  const { cadType } = waiting.declared;
  return { transactionNumber, cadType, importer, status, filedOn, channel, isLate, findings };
}

export function toCadView(cad: AssessedCad) {
  return {
    ...toCadSummary(cad),
    office: cad.office,
    channel: cad.channel,
    accountBy: cad.accountBy,
    periodEnd: cad.periodEnd,
    isLate: cad.isLate,
    lines: cad.lines.map(({ line, classification, origin, assessment }) => {
      const { appliedTreatment, simaCode, systemCalculated, luxuryTaxableAmount, securedByBond, ...amounts } =
        assessment;
      return {
        line,
        classification,
        countryOfOrigin: origin,
        appliedTariffTreatment: appliedTreatment,
        simaCode,
        calculated: amountsToWire(withoutNil(amounts)),
      };
    }),
    warnings: cad.warnings,
  };
}

/** Special duties are nil on most lines; what every line has is shown even where it is nothing. */
function withoutNil(amounts: Amounts): Partial<Amounts> {
  const { vfd, duty, vft, gst, total } = amounts;
  const shown: Partial<Amounts> = { vfd, duty, vft, gst, total };
  for (const name of specialAmounts) if (amounts[name] !== 0) shown[name] = amounts[name];
  return shown;
}
