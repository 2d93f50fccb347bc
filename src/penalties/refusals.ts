import { type Bilingual, DomainError } from '../errors.ts';
import { type Cents, toWire } from '../money.ts';

/** The penalty was cancelled or waived: nothing more can be done about it. */
export class PenaltyNoLongerStands extends DomainError {
  readonly kind = 'refused';
  readonly code = 'PENALTY_NO_LONGER_STANDS';

  constructor(id: string) {
    super({
      en: `Penalty ${id} was cancelled or waived; there is nothing left of it`,
      fr: `La sanction ${id} a été annulée ou a fait l’objet d’une renonciation; il n’en reste rien`,
    });
  }
}

/** An amount that the step does not allow; the amounts that it does are named. */
export class AmountOutOfRange extends DomainError {
  readonly kind = 'refused';
  readonly code = 'AMOUNT_OUT_OF_RANGE';

  constructor(from: Cents, to: Cents) {
    super(
      {
        en: `The amount must be from $${toWire(from)} to $${toWire(to)}`,
        fr: `Le montant doit être de ${toWire(from)} $ à ${toWire(to)} $`,
      },
      { from: toWire(from), to: toWire(to) },
    );
  }
}

export type TimeLimitCode =
  | 'CORRECTIVE_MEASURE_TOO_LATE'
  | 'REDRESS_TOO_LATE'
  | 'EXTENSION_TOO_LATE'
  | 'EVIDENCE_TOO_LATE'
  | 'COURT_TOO_LATE';

/** A time limit is over; the text says which, and what is still open to the client. */
export class TooLate extends DomainError {
  readonly kind = 'refused';
  readonly code: TimeLimitCode;

  constructor(code: TimeLimitCode, lastDay: string, text: Bilingual) {
    super(text, { lastDay });
    this.code = code;
  }
}
