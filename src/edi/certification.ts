import { requireScope } from '../accounts/rights.ts';
import type { Context } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { recordState } from './apply.ts';
import {
  attemptsOf,
  type CaseAttempt,
  type Certification,
  certificationsOf,
  findCertification,
  updateCertification,
} from './certification-store.ts';
import { followCertification, newestAttempts, passedOf } from './follow.ts';
import { partyInView, partyOf } from './party.ts';
import { prepareAttempt } from './prepare.ts';

/** Cases are not passed yet: the certificate waits for them. */
export class NotCertified extends DomainError {
  readonly kind = 'refused';
  readonly code = 'NOT_CERTIFIED';

  constructor(id: string, attempts: readonly CaseAttempt[]) {
    const { passed, of } = passedOf(attempts);
    const failed = newestAttempts(attempts)
      .filter((attempt) => attempt.state === 'FAILED')
      .map(({ position, caseKey, reasonEn, reasonFr }) => ({
        position,
        case: caseKey,
        en: reasonEn,
        fr: reasonFr,
      }));
    super(
      {
        en: `Certification ${id}: ${passed} of ${of} cases passed; pass the others first`,
        fr: `Certification ${id} : ${passed} cas réussis sur ${of}; réussissez d’abord les autres`,
      },
      { passed, of, failed },
    );
  }
}

/** Only what failed is tried again. */
export class CaseNotFailed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CASE_NOT_FAILED';

  constructor(id: string, position: number) {
    super(
      {
        en: `Case ${position} of certification ${id} has not failed; there is nothing to try again`,
        fr: `Le cas ${position} de la certification ${id} n’a pas échoué; il n’y a rien à reprendre`,
      },
      { id, position },
    );
  }
}

export interface Followed {
  certification: Certification;
  attempts: CaseAttempt[];
}

/** A certification as it stands now. @throws NotFound, also for somebody else's */
export async function readCertification(ctx: Context, id: string): Promise<Followed> {
  requireScope(ctx, 'certification:take');
  const found = await findCertification(ctx.store.read, id);
  const party = partyInView(ctx);
  if (found === undefined || (party !== undefined && found.party !== party)) {
    throw new NotFound({ en: 'Certification', fr: 'La certification' }, id);
  }
  const certification = await followCertification(ctx, id);
  return { certification, attempts: await attemptsOf(ctx.store.read, id) };
}

/** Try a case that failed once more, with new transaction numbers. */
export async function retryCase(ctx: Context, id: string, position: number): Promise<Followed> {
  await readCertification(ctx, id);
  await ctx.store.inTransaction(async (tx) => {
    const newest = newestAttempts(await attemptsOf(tx, id)).find((each) => each.position === position);
    if (newest?.state !== 'FAILED') throw new CaseNotFailed(id, position);
    const certification = (await findCertification(tx, id))!;
    await prepareAttempt(tx, ctx, certification, position, newest.attempt + 1);
  });
  return readCertification(ctx, id);
}

/** Go live with software that is certified. */
export async function goLive(ctx: Context, id: string): Promise<Followed> {
  const { certification, attempts } = await certified(ctx, id);
  if (certification.liveAt !== null) return { certification, attempts };
  const live: Certification = { ...certification, state: 'PRODUCTION', liveAt: ctx.clock.now() };
  await ctx.store.inTransaction(async (tx) => {
    await updateCertification(tx, id, { state: live.state, liveAt: live.liveAt });
    await recordState(tx, ctx, live);
  });
  return { certification: live, attempts };
}

/** @throws NotCertified with what failed, and why */
export async function certified(ctx: Context, id: string): Promise<Followed> {
  const followed = await readCertification(ctx, id);
  if (followed.certification.certifiedAt === null) throw new NotCertified(id, followed.attempts);
  return followed;
}

/** Grade what came by a channel, for whoever sent it and is not certified yet. */
export async function followOwn(ctx: Context): Promise<void> {
  const own = await certificationsOf(ctx.store.read, partyOf(ctx), { after: '', limit: 1000 });
  for (const { id, certifiedAt } of own) if (certifiedAt === null) await followCertification(ctx, id);
}
