import { z } from '@hono/zod-openapi';
import { bn9Of } from '../accounts/identifiers.ts';
import { requireRight } from '../accounts/rights.ts';
import { findAccount } from '../accounts/store.ts';
import { versionsOf } from '../cad/store.ts';
import { dayAfter } from '../clock/calendar.ts';
import type { Context, Tx } from '../context.ts';
import { DomainError, InvalidInput, NotFound } from '../errors.ts';
import { toCents } from '../money.ts';
import { tariffOf } from '../tariff/tariff-of.ts';
import { assessPenalty } from './assess-penalty.ts';
import { type Contravention, contraventionOf, type Level } from './contraventions.ts';
import { amountOf, levelOf } from './rules.ts';
import { type Penalty, penaltiesOn, standingPenalties } from './store.ts';

export const PenaltyInput = z.strictObject({
  programAccount: z.string().regex(/^\d{9}RM\d{4}$/, { error: 'a BN15 such as 123456782RM0001 is expected' }),
  contravention: z.string().regex(/^C\d{3}$/, { error: 'a code such as C005 is expected' }),
  /** A transaction number, a request, an audit. */
  subject: z.string().min(1).max(100),
  committedOn: z.iso.date(),
  /** For each issue found, its contraventions; one of one when left out. */
  issues: z.array(z.number().int().min(1).max(10_000)).min(1).max(500).default([1]),
  isKeystroke: z.boolean().default(false),
  /** To errors that were penalised before; of no account but for C350 to C353. */
  isRelated: z.boolean().default(true),
  reason: z.string().min(1).max(2000),
});

export type PenaltyInput = z.infer<typeof PenaltyInput>;

/** Late accounting and late payment are penalised by the system alone, once for each. */
export class MadeBySystem extends DomainError {
  readonly kind = 'refused';
  readonly code = 'PENALTY_MADE_BY_SYSTEM';

  constructor(contravention: string) {
    super({
      en: `${contravention} is penalised by the system each night; choose the contravention that was found`,
      fr: `${contravention} est sanctionnée par le système chaque nuit; choisissez l’infraction constatée`,
    });
  }
}

/** Of two codes for one error, with and without duties owing, one is applied. */
export class PenalisedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'PENALISED_UNDER_OTHER_CODE';

  constructor({ id, contravention, subject }: Penalty) {
    super(
      {
        en: `${subject} is penalised under ${contravention} already (${id}); cancel that penalty first`,
        fr: `${subject} est déjà sanctionné en vertu de ${contravention} (${id}); annulez d’abord cette sanction`,
      },
      { penalty: id },
    );
  }
}

/** A correction that gives nothing but a refund is not penalised. */
export class RefundOnly extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CORRECTION_GIVES_REFUND_ONLY';

  constructor(contravention: string, transactionNumber: string) {
    super(
      {
        en: `Corrections of ${transactionNumber} give a refund only: ${contravention} does not apply to them`,
        fr: `Les corrections de ${transactionNumber} ne donnent lieu qu’à un remboursement : ${contravention} ne s’y applique pas`,
      },
      { contravention, transactionNumber },
    );
  }
}

const madeBySystem: readonly string[] = ['C288', 'C292', 'C336'];

/**
 * An officer issues a penalty at the level the client has reached. It is payable on service, and bears no interest
 * when it is paid in full within 30 days.
 *
 * @throws MadeBySystem, PenalisedAlready, RefundOnly, NotFound for a code or an account that is unknown
 *
 * Law: Customs Act ss. 109.1, 109.3 to 109.5. Source: CBSA, Master Penalty Document.
 */
export async function issuePenalty(ctx: Context, input: PenaltyInput): Promise<Penalty> {
  const { reference } = await tariffOf(ctx.store);
  return ctx.store.inTransaction(async (tx) => {
    const { programAccount } = input;
    await requireRight(ctx, tx, 'penalty:issue', programAccount);
    if ((await findAccount(tx, programAccount)) === undefined)
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, programAccount);
    const today = ctx.clock.today();
    if (input.committedOn > today) throw notYet(input.committedOn);
    const contravention = contraventionOf(reference, input.contravention, today);
    if (madeBySystem.includes(contravention.code)) throw new MadeBySystem(contravention.code);
    await refuseBothCodes(tx, contravention, programAccount, input.subject);
    if (contravention.isNotForRefund && (await givesRefundOnly(tx, input.subject)))
      throw new RefundOnly(contravention.code, input.subject);
    const maximum = toCents(reference.parameter('penalty-maximum', today).value);
    const { issues, isKeystroke, isRelated, ...facts } = input;
    const level = await levelReached(tx, contravention, { ...input, today });
    return assessPenalty(tx, ctx, {
      ...facts,
      kind: 'NPA',
      level,
      contraventions: issues.reduce((total, each) => total + each, 0),
      amountCents: amountOf(contravention, level, { issues, isKeystroke }, maximum),
      dueOn: today,
      interestFrom: dayAfter(today),
    });
  });
}

/** Unrelated errors of another audit stay at the first level where the contravention says so. */
async function levelReached(
  tx: Tx,
  contravention: Contravention,
  { programAccount, isRelated, today }: PenaltyInput & { today: string },
): Promise<Level> {
  if (contravention.isRelatedOnly && !isRelated) return 1;
  const earlier = await standingPenalties(tx, bn9Of(programAccount), contravention.code);
  return levelOf(
    contravention,
    earlier.map((penalty) => penalty.servedOn),
    today,
  );
}

/** The declaration was changed, and each change left it with less to pay, or with as much. */
async function givesRefundOnly(tx: Tx, subject: string): Promise<boolean> {
  const totals = (await versionsOf(tx, subject)).map((version) => version.totalCents);
  const isRaised = totals.some((total, index) => index > 0 && total > totals[index - 1]!);
  return !isRaised && totals.at(-1)! < totals[0]!;
}

function notYet(date: string): InvalidInput {
  return new InvalidInput({
    en: `${date} is in the future: nothing was committed then`,
    fr: `Le ${date} est dans le futur : aucune infraction n’y a été commise`,
  });
}

async function refuseBothCodes(
  tx: Tx,
  { notWith }: Contravention,
  programAccount: string,
  subject: string,
): Promise<void> {
  const other = (await penaltiesOn(tx, subject)).find(
    (penalty) =>
      penalty.status === 'STANDS' &&
      penalty.contravention === notWith &&
      penalty.bn9 === bn9Of(programAccount),
  );
  if (other !== undefined) throw new PenalisedAlready(other);
}
