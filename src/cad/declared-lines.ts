import type { DeclaredExcise, DeclaredFacts, DeclaredLine } from '../assessment/declared.ts';
import type { CadInput, CadLineInput } from './types.ts';

/** The facts of a declaration that all its lines share, in the form the assessment reads. */
export function factsOf(input: CadInput, accountedOn: string): DeclaredFacts {
  return {
    cadType: input.cadType,
    commercial: input.commercial,
    accountingDate: accountedOn,
    ...(isByCourier(input) ? { courier: true } : {}),
    ...(input.arrivedBy === 'POST' ? { postal: true } : {}),
    ...(input.province === undefined ? {} : { province: input.province }),
  };
}

/** Low-value shipments of a month (type F) are a courier's, whatever else is declared. */
function isByCourier({ cadType, arrivedBy }: CadInput): boolean {
  return cadType === 'F' || arrivedBy === 'COURIER';
}

/** Every line of every invoice, numbered through. */
export function commodityLines(input: CadInput): CadLineInput[] {
  return input.invoices.flatMap((invoice) => invoice.lines);
}

/** The same in the form the assessment reads. */
export function declaredLines(input: CadInput): DeclaredLine[] {
  const lines: DeclaredLine[] = [];
  for (const [index, invoice] of input.invoices.entries()) {
    const isOutside = isOutsideLowValueRelief(invoice);
    for (const line of invoice.lines) {
      const declared = declaredLine(line, invoice.currency);
      // A courier's month has many shipments, each with its invoice (assumption A-84).
      if (input.cadType === 'F') declared.shipment = index;
      if (isOutside) declared.isOutsideLowValueRelief = true;
      lines.push(declared);
    }
  }
  return lines;
}

/** Law: SI/85-182 s. 3. The purchaser is named where it is not the importer. */
function isOutsideLowValueRelief({ vendor, purchaser }: CadInput['invoices'][number]): boolean {
  return vendor.country === 'CA' || purchaser !== undefined;
}

function declaredLine(line: CadLineInput, currency: string): DeclaredLine {
  const { sima, excise, quantity, unitOfMeasure } = line;
  const declared: DeclaredLine = {
    classification: line.classification,
    tariffCode: line.tariffCode,
    tariffTreatment: line.tariffTreatment,
    countryOfOrigin: line.countryOfOrigin,
    shippedFrom: line.placeOfExport,
    meltAndPour: line.meltAndPour,
    directShipmentDate: line.directShipmentDate,
    currency,
    valueForCurrencyConversion: line.valueForCurrencyConversion,
    dutyQuantity: quantity,
    dutyUnit: unitOfMeasure,
    surtaxCode: line.surtaxCode,
    specialAuthority: line.specialAuthority,
    gstExemptionCode: line.gstExemptionCode,
    selfDeclared: line.selfDeclared,
  };
  if (sima !== undefined) declared.sima = { ...sima, currency: sima.invoiceCurrency };
  if (excise !== undefined) {
    const charge: DeclaredExcise = { ...excise, quantity: excise.quantity ?? quantity };
    if (excise.code.startsWith('ETA-')) declared.exciseTax = [charge];
    else declared.exciseDuty = [charge];
  }
  return declared;
}
