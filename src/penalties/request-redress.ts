import { requireRight } from '../accounts/rights.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { penaltyBy, requireStanding } from './change-penalty.ts';
import { keepStep } from './redress-step.ts';
import { TooLate } from './refusals.ts';
import { findRedress, type Penalty, type Redress, type RedressStep } from './store.ts';
import { type TimeLimits, timeLimits } from './time-limits.ts';

/** Late accounting penalties are relieved, not decided on by the Minister. */
export class NoRedressForLateAccounting extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NO_REDRESS_FOR_LATE_ACCOUNTING';

  constructor(id: string) {
    super({
      en: `Penalty ${id} is for late accounting; ask for relief under section 3.3 with form E571`,
      fr: `La sanction ${id} vise une déclaration tardive; demandez un allègement selon l’article 3.3 avec le formulaire E571`,
    });
  }
}

/** Redress is requested once for a penalty. */
export class RedressRequestedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'REDRESS_ALREADY_REQUESTED';

  constructor({ penaltyId, askedOn }: Redress) {
    super({
      en: `Redress of penalty ${penaltyId} was requested on ${askedOn}; read how far it is`,
      fr: `Un recours contre la sanction ${penaltyId} a été demandé le ${askedOn}; voyez où il en est`,
    });
  }
}

/** An extension is for those who missed the time limit. */
export class ExtensionNotNeeded extends DomainError {
  readonly kind = 'refused';
  readonly code = 'EXTENSION_NOT_NEEDED';

  constructor(id: string, lastDay: string) {
    super(
      {
        en: `Redress of penalty ${id} can be requested until ${lastDay}; request it, without an extension`,
        fr: `Un recours contre la sanction ${id} peut être demandé jusqu’au ${lastDay}; demandez-le sans prorogation`,
      },
      { lastDay },
    );
  }
}

/**
 * A client requests a decision of the Minister, within 90 days of service.
 *
 * @throws TooLate with the way out: an extension; NoRedressForLateAccounting, RedressRequestedAlready
 *
 * Law: Customs Act s. 129.
 */
export async function requestRedress(ctx: Context, id: string, grounds: string): Promise<Redress> {
  return ask(ctx, id, grounds, 'REQUESTED', ({ redressUntil, extensionUntil }, today) => {
    if (today <= redressUntil) return;
    throw new TooLate('REDRESS_TOO_LATE', redressUntil, {
      en: `Redress of penalty ${id} could be requested until ${redressUntil}; apply for an extension, until ${extensionUntil}`,
      fr: `Un recours contre la sanction ${id} pouvait être demandé jusqu’au ${redressUntil}; demandez une prorogation, jusqu’au ${extensionUntil}`,
    });
  });
}

/**
 * A client who missed the 90 days applies for an extension, within one year more. Granted, the application is the
 * request.
 *
 * @throws ExtensionNotNeeded within the 90 days; TooLate after the year
 *
 * Law: Customs Act s. 129.1.
 */
export async function applyForExtension(ctx: Context, id: string, grounds: string): Promise<Redress> {
  return ask(ctx, id, grounds, 'EXTENSION_ASKED', ({ redressUntil, extensionUntil }, today) => {
    if (today <= redressUntil) throw new ExtensionNotNeeded(id, redressUntil);
    if (today <= extensionUntil) return;
    throw new TooLate('EXTENSION_TOO_LATE', extensionUntil, {
      en: `An extension for penalty ${id} could be applied for until ${extensionUntil}; the penalty is final, pay what is left`,
      fr: `Une prorogation pour la sanction ${id} pouvait être demandée jusqu’au ${extensionUntil}; la sanction est définitive, payez ce qui reste`,
    });
  });
}

async function ask(
  ctx: Context,
  id: string,
  grounds: string,
  step: Extract<RedressStep, 'REQUESTED' | 'EXTENSION_ASKED'>,
  requireInTime: (limits: TimeLimits, today: string) => void,
): Promise<Redress> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const penalty = await openPenalty(tx, ctx, id);
    const today = ctx.clock.today();
    requireInTime(timeLimits(penalty.servedOn, reference.holidays), today);
    const redress = newRedress(id, { step, grounds, askedOn: today, askedBy: ctx.actor.id });
    const action = step === 'REQUESTED' ? 'penalty.redress-requested' : 'penalty.extension-asked';
    return keepStep(tx, ctx, penalty, redress, { action });
  });
}

async function openPenalty(tx: Tx, ctx: Context, id: string): Promise<Penalty> {
  const penalty = await penaltyBy(tx, id);
  await requireRight(ctx, tx, 'penalty:redress', penalty.programAccount);
  if (penalty.kind === 'LAP') throw new NoRedressForLateAccounting(id);
  requireStanding(penalty);
  const redress = await findRedress(tx, id);
  if (redress !== undefined) throw new RedressRequestedAlready(redress);
  return penalty;
}

function newRedress(
  penaltyId: string,
  asked: Pick<Redress, 'step' | 'grounds' | 'askedOn' | 'askedBy'>,
): Redress {
  return {
    penaltyId,
    ...asked,
    reasons: null,
    evidenceUntil: null,
    evidence: null,
    decision: null,
    decidedOn: null,
    courtUntil: null,
    courtFile: null,
    courtOn: null,
    courtDecision: null,
    courtDecidedOn: null,
  };
}
