import type { DeclaredLine } from '../assessment/declared.ts';
import type { Note, NoteCode } from '../assessment/resolve.ts';
import { type Finding, type FindingCode, finding } from './findings.ts';

/** How a note of the assessment reads as a finding: its code, the field it points at, and what it names. */
const findingsByNote: Record<
  NoteCode,
  [FindingCode, keyof DeclaredLine, (line: DeclaredLine, note: Note) => string]
> = {
  NO_ACCOUNTING_DATE: ['CAD-E040', 'accountingDate', () => 'accountingDate'],
  NO_CLASSIFICATION: ['CAD-E206', 'classification', (line) => line.classification ?? ''],
  NO_EXCHANGE_RATE: [
    'CAD-E205',
    'directShipmentDate',
    (line) => `${line.currency} ${line.directShipmentDate}`,
  ],
  PROVISIONAL_EXCHANGE_RATE: ['CAD-W205', 'directShipmentDate', (line) => line.currency],
  UNKNOWN_CURRENCY: ['CAD-E040', 'currency', () => 'currency'],
  UNKNOWN_TREATMENT: ['CAD-E040', 'tariffTreatment', () => 'tariffTreatment'],
  NOT_ENTITLED: ['CAD-E060', 'tariffTreatment', (line) => line.tariffTreatment],
  TREATMENT_NOT_ON_ITEM: ['CAD-W223', 'tariffTreatment', (line) => line.tariffTreatment],
  QUANTITY_NEEDED: ['CAD-E207', 'dutyQuantity', (_line, note) => note.text.en],
  RATE_UNREADABLE: ['CAD-E206', 'classification', (line) => line.classification ?? ''],
  QUOTA_UNKNOWN: ['CAD-E212', 'surtaxCode', (_line, note) => note.text.en],
  SURTAX_NOT_LOOKED_UP: ['CAD-E040', 'accountingDate', () => 'accountingDate'],
  SIMA_FLAG_NEEDED: ['CAD-E070', 'sima', (_line, note) => note.text.en.split(' measure')[0]!],
  SIMA_INCOMPLETE: ['CAD-E210', 'sima', () => ''],
  UNKNOWN_EXCISE_CODE: ['CAD-E030', 'exciseDuty', () => 'excise code'],
  UNKNOWN_AUTHORITY: ['CAD-E209', 'specialAuthority', (line) => line.specialAuthority ?? ''],
};

/** The names of fields as the partner sent them, where the assessment has its own. */
const sentAs: Partial<Record<keyof DeclaredLine, string>> = {
  dutyQuantity: 'quantity',
  exciseDuty: 'excise',
};

export function findingOfNote(note: Note, declared: DeclaredLine, line: number): Finding {
  const [code, field, about] = findingsByNote[note.code];
  return finding(code, `line[${line}].${sentAs[field] ?? field}`, about(declared, note));
}
