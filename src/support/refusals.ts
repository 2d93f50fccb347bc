import { DomainError } from '../errors.ts';
import type { Status } from './types.ts';

/** What is asked for does not go with where the ticket stands. */
export class TicketNotThere extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'TICKET_STATUS';

  constructor({ number, status }: { number: string; status: Status }) {
    super(
      {
        en: `Ticket ${number} is ${status}; what is resolved is opened again first, what is open is not`,
        fr: `Le billet ${number} est à l’état ${status}; ce qui est résolu se rouvre d’abord, ce qui est ouvert, non`,
      },
      { number, standsAt: status },
    );
  }
}

/** A ticket of that number exists. */
export class TicketNumberTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'TICKET_NUMBER_TAKEN';

  constructor(number: string) {
    super({ en: `There is a ticket ${number} already`, fr: `Il y a déjà un billet ${number}` }, { number });
  }
}

/** The problem is closed: its tickets and its work-around stand. */
export class ProblemClosed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'PROBLEM_CLOSED';

  constructor(id: number) {
    super(
      {
        en: `Problem ${id} is closed; open another one`,
        fr: `Le problème ${id} est clos; ouvrez-en un autre`,
      },
      { id },
    );
  }
}
