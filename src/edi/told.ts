import { totalsOf } from '../assessment/assess-declaration.ts';
import { amountsToWire } from '../assessment/assess-line.ts';
import type { AssessedCad } from '../cad/types.ts';
import type { RecourseCase } from '../recourse/store.ts';
import type { MessageOutcome, ToldFinding } from './outcome.ts';

/** What an outcome names of its message. */
type Named = Pick<MessageOutcome, 'reference' | 'transactionNumber' | 'functionCode'>;

/** The outcome of a message that led to a version. */
export function accepted(message: Named, cad: AssessedCad): MessageOutcome {
  const { lines, version, warnings, status } = cad;
  return {
    ...blank(message),
    version,
    status: status === 'WITHDRAWN' ? 'WITHDRAWN' : 'ACCEPTED',
    calculated: amountsToWire(totalsOf(lines.map((line) => line.assessment))),
    findings: warnings,
  };
}

/** The outcome of a message that led to a case. */
export function underReview(message: Named, { id, baseVersion }: RecourseCase): MessageOutcome {
  return { ...blank(message), version: baseVersion, status: 'UNDER_REVIEW', case: id };
}

/** The outcome of a message whose declaration waits for its exchange rate. */
export function waiting(message: Named): MessageOutcome {
  return { ...blank(message), status: 'WAITING_FOR_RATE' };
}

export function rejected(message: Named, findings: ToldFinding[]): MessageOutcome {
  return { ...blank(message), status: 'REJECTED', findings };
}

/** An outcome with nothing in it yet. */
export function blank({ reference, transactionNumber, functionCode }: Named): MessageOutcome {
  return {
    ...{ reference, transactionNumber, functionCode },
    version: null,
    status: 'ACCEPTED',
    isDuplicate: false,
    case: null,
    calculated: {},
    findings: [],
    faults: [],
  };
}
