import { DomainError } from '../errors.ts';
import { type Cents, toWire } from '../money.ts';
import type { WriteOff } from './store.ts';

/** Nothing of what was named is owed and overdue. */
export class NothingToWriteOff extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOTHING_TO_WRITE_OFF';

  constructor(programAccount: string) {
    super(
      {
        en: `${programAccount} has no overdue debt to write off`,
        fr: `${programAccount} n’a aucune dette échue à radier`,
      },
      { programAccount },
    );
  }
}

/** Too much for an officer to approve. */
export class WriteOffAboveLimit extends DomainError {
  readonly kind = 'refused';
  readonly code = 'WRITE_OFF_ABOVE_LIMIT';

  constructor(amount: Cents, limit: Cents) {
    super(
      {
        en: `$${toWire(amount)} is more than an officer may approve ($${toWire(limit)}); request fewer documents`,
        fr: `${toWire(amount)} $ dépassent ce qu’un agent peut approuver (${toWire(limit)} $); demandez moins de documents`,
      },
      { amount: toWire(amount), limit: toWire(limit) },
    );
  }
}

/** A write-off is decided once, and reversed once it was approved. */
export class WriteOffNotIn extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'WRITE_OFF_NOT_IN_STATE';

  constructor({ id, status }: WriteOff, needed: WriteOff['status']) {
    super(
      {
        en: `Write-off ${id} is ${status}; this needs one that is ${needed}`,
        fr: `La radiation ${id} est ${status}; il en faut une qui soit ${needed}`,
      },
      { id, state: status },
    );
  }
}
