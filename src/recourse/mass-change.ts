import { z } from '@hono/zod-openapi';
import { type CadInput, CadLineInput } from '../cad/types.ts';

/** What one value may take the place of another of, in all lines that declare it. */
export const massFields = [
  'classification',
  'tariffCode',
  'countryOfOrigin',
  'placeOfExport',
  'tariffTreatment',
  'valueForDutyCode',
  'specialAuthority',
  'gstExemptionCode',
] as const;

export const MassChange = z
  .strictObject({ field: z.enum(massFields), from: z.string().min(1), to: z.string().min(1) })
  .superRefine(({ field, from, to }, refinement) => {
    const read = CadLineInput.shape[field].safeParse(to);
    for (const { message } of read.error?.issues ?? [])
      refinement.addIssue({ code: 'custom', path: ['to'], message });
    if (from === to)
      refinement.addIssue({ code: 'custom', path: ['to'], message: 'another value is expected' });
  });

export type MassChange = z.infer<typeof MassChange>;

/** The declaration with another value in every line that declares the one to be changed; nothing where no line does. */
export function changedBy({ field, from, to }: MassChange, declared: CadInput): CadInput | undefined {
  const isMeant = (line: CadLineInput) => line[field] === from;
  if (!declared.invoices.some(({ lines }) => lines.some(isMeant))) return undefined;
  const invoices = declared.invoices.map((invoice) => ({
    ...invoice,
    lines: invoice.lines.map((line) => (isMeant(line) ? { ...line, [field]: to } : line)),
  }));
  return { ...declared, invoices };
}
