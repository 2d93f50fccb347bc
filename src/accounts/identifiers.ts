declare const brand: unique symbol;

/** Nine digits of a legal entity. */
export type BusinessNumber = string & { readonly [brand]: 'BusinessNumber' };
/** A business number with its program account: 123456782RM0001. */
export type ProgramAccountNumber = string & { readonly [brand]: 'ProgramAccountNumber' };
/** Fourteen digits of a declaration and of the release it accounts for. */
export type TransactionNumber = string & { readonly [brand]: 'TransactionNumber' };

/** Nine digits with a Luhn check digit. Source: agrees with numbers printed in the Canada Gazette (mark K). */
export function isBusinessNumber(text: string): text is BusinessNumber {
  return /^\d{9}$/.test(text) && luhnDigit(text.slice(0, 8)) === Number(text[8]);
}

export function isProgramAccountNumber(text: string): text is ProgramAccountNumber {
  return /^\d{9}RM\d{4}$/.test(text) && text.slice(11) !== '0000' && isBusinessNumber(text.slice(0, 9));
}

/** Source: CBSA Memorandum D17-1-10 App. F (format); the check digit is the weighted sum modulo 10, not its complement. */
export function isTransactionNumber(text: string): text is TransactionNumber {
  return /^\d{14}$/.test(text) && transactionCheckDigit(text.slice(0, 13)) === Number(text[13]);
}

/** The business number that begins with eight digits. */
export function businessNumberFrom(eightDigits: string): BusinessNumber {
  return `${eightDigits}${luhnDigit(eightDigits)}` as BusinessNumber;
}

/** The transaction number of an account security number (5 digits) and a serial (8 digits). */
export function transactionNumberFrom(accountSecurity: string, serial: number): TransactionNumber {
  const digits = accountSecurity + serial.toString().padStart(8, '0');
  return `${digits}${transactionCheckDigit(digits)}` as TransactionNumber;
}

/** The n-th import program account of a business. */
export function programAccountFrom(bn9: BusinessNumber, account: number): ProgramAccountNumber {
  return `${bn9}RM${String(account).padStart(4, '0')}` as ProgramAccountNumber;
}

export function bn9Of(bn15: string): string {
  return bn15.slice(0, 9);
}

function luhnDigit(digits: string): number {
  let total = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const weighted = i % 2 === 0 ? digit * 2 : digit;
    total += weighted > 9 ? weighted - 9 : weighted;
  }
  return (10 - (total % 10)) % 10;
}

function transactionCheckDigit(digits: string): number {
  let total = 0;
  for (let i = 0; i < digits.length; i++) {
    const product = (digits.charCodeAt(i) - 48) * (i % 2 === 0 ? 1 : 2);
    total += product > 9 ? product - 9 : product;
  }
  return total % 10;
}
