import { type Bilingual, DomainError } from '../errors.ts';

/**
 * An agreement, from its entry to its end. What is demanded under it has a life of its own: an agreement may be
 * called on while it is in force, and for a year after.
 *
 * Law: SOR/2024-42 ss. 5(2) (given when the provider enters or confirms), 7 (termination).
 */
export const agreementStatuses = [
  'DRAFT',
  'PENDING_PROVIDER',
  'ACTIVE',
  'TERMINATION_NOTICED',
  'TERMINATED',
  'EXPIRED',
] as const;

export type AgreementStatus = (typeof agreementStatuses)[number];

const agreementMoves: Record<AgreementStatus, readonly AgreementStatus[]> = {
  DRAFT: ['PENDING_PROVIDER'],
  PENDING_PROVIDER: ['ACTIVE', 'DRAFT'],
  ACTIVE: ['TERMINATION_NOTICED', 'EXPIRED'],
  TERMINATION_NOTICED: ['TERMINATED'],
  TERMINATED: [],
  EXPIRED: [],
};

/**
 * A demand on a provider. After a ruling against its rebuttal the provider pays on receipt (PAYABLE); a ruling for it
 * ends the demand (WITHDRAWN).
 *
 * Law: SOR/2024-42 ss. 8 to 10.
 */
export const demandStatuses = ['DEMANDED', 'REBUTTED', 'PAYABLE', 'PAID', 'WITHDRAWN'] as const;

export type DemandStatus = (typeof demandStatuses)[number];

const demandMoves: Record<DemandStatus, readonly DemandStatus[]> = {
  DEMANDED: ['PAID', 'REBUTTED'],
  REBUTTED: ['PAYABLE', 'WITHDRAWN', 'PAID'],
  PAYABLE: ['PAID'],
  PAID: [],
  WITHDRAWN: [],
};

/** The agreement or the demand is not in a state that allows this. */
export class NotInThatState extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'SECURITY_NOT_IN_THAT_STATE';

  constructor(what: Bilingual, from: string, to: string) {
    super(
      {
        en: `${what.en} is ${from} and cannot become ${to}; read it again to see what is open to it`,
        fr: `${what.fr} est à l’état ${from} et ne peut passer à ${to}; relisez-la pour voir ce qui est possible`,
      },
      { from, to },
    );
  }
}

/** @throws NotInThatState */
export function requireAgreementMove(id: number, from: AgreementStatus, to: AgreementStatus): void {
  if (!agreementMoves[from].includes(to)) {
    throw new NotInThatState({ en: `Agreement ${id}`, fr: `La convention ${id}` }, from, to);
  }
}

/** An agreement that is ending or over is amended no more. @throws NotInThatState */
export function requireAmendable(id: number, status: AgreementStatus): void {
  if (status === 'DRAFT' || status === 'PENDING_PROVIDER' || status === 'ACTIVE') return;
  throw new NotInThatState({ en: `Agreement ${id}`, fr: `La convention ${id}` }, status, 'AMENDED');
}

/** Security that was never given cannot be called on. @throws NotInThatState */
export function requireGivenOnce(id: number, status: AgreementStatus): void {
  if (wasGiven(status)) return;
  throw new NotInThatState({ en: `Agreement ${id}`, fr: `La convention ${id}` }, status, 'DEMANDED');
}

/** @throws NotInThatState */
export function requireDemandMove(id: number, from: DemandStatus, to: DemandStatus): void {
  if (!demandMoves[from].includes(to)) {
    throw new NotInThatState({ en: `Demand ${id}`, fr: `La demande ${id}` }, from, to);
  }
}

/** Whether an agreement may still be counted and called on, were it not for its dates. */
export function isGiven(status: AgreementStatus): boolean {
  return status === 'ACTIVE' || status === 'TERMINATION_NOTICED';
}

/** Whether a demand still waits for its money. */
export function isOutstanding(status: DemandStatus): boolean {
  return status === 'DEMANDED' || status === 'REBUTTED' || status === 'PAYABLE';
}

/** Whether security was ever given under an agreement. */
export const wasGiven = (status: AgreementStatus): boolean =>
  status !== 'DRAFT' && status !== 'PENDING_PROVIDER';
