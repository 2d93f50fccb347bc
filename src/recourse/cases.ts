import { changeable } from '../cad/change.ts';
import { decideCad } from '../cad/decide.ts';
import type { Finding } from '../cad/findings.ts';
import { gathererFor } from '../cad/gather-facts.ts';
import { postVersion } from '../cad/post.ts';
import type { StoredCad } from '../cad/store.ts';
import { CadRejected } from '../cad/submit.ts';
import type { AssessedCad, CadInput, Change } from '../cad/types.ts';
import type { Context, Reader, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { ReferenceData } from '../reference/reference.ts';
import { record } from '../storage/events.ts';
import { followDrawback } from './post-drawback.ts';
import { reasonFindings } from './reasons.ts';
import { casesOfTransaction, type RecourseCase } from './store.ts';

/** One change at a time: the open case is decided first. */
export class CasePending extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CASE_PENDING';

  constructor(id: string) {
    super(
      {
        en: `Case ${id} on this declaration is not decided yet; wait for the decision`,
        fr: `Le dossier ${id} sur cette déclaration n’est pas encore tranché; attendez la décision`,
      },
      { id },
    );
  }
}

/** The case is not in the state that this step needs. */
export class CaseNotOpen extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CASE_NOT_OPEN';

  constructor({ id, state }: RecourseCase) {
    super(
      {
        en: `Case ${id} is ${state}; this step does not apply to it`,
        fr: `Le dossier ${id} est à l’état ${state}; cette étape ne s’y applique pas`,
      },
      { id, state },
    );
  }
}

export interface ProposedChange {
  transactionNumber: string;
  expectedVersion: number;
  declared: CadInput;
  reasons: readonly string[];
  /** The day that counts for time limits, where it is not today. */
  askedOn?: string;
  perishableNoticedOn?: string | undefined;
}

/** What would become of a change proposed after the due date; nothing where findings are fatal. */
export interface JudgedChange {
  previous: StoredCad;
  cad: AssessedCad | undefined;
  findings: Finding[];
  reference: ReferenceData;
}

/**
 * Assess a change proposed after the due date, as the newest version and with reasons in law; tell all that is wrong.
 *
 * @throws VersionNotCurrent, CadWithdrawn
 */
export async function judgeChange(
  on: Reader,
  ctx: Context,
  proposed: ProposedChange,
  change: Change,
  isOfficer: boolean,
): Promise<JudgedChange> {
  const { transactionNumber, expectedVersion, declared, reasons } = proposed;
  const previous = await changeable(on, ctx, transactionNumber, expectedVersion, 'cad:adjust');
  const facts = await (await gathererFor(ctx, 'cad:adjust'))(on, declared, previous);
  const { reference } = facts.tariff;
  const { cad, findings } = decideCad(declared, facts);
  if (cad === undefined) return { previous, cad, findings, reference };
  const wrong = reasonFindings(reference, {
    reasons,
    change: cad.totalCents - previous.totalCents,
    isOfficer,
    accountedOn: previous.accountedOn,
    releasedOn: previous.releasedOn ?? previous.accountedOn,
    today: proposed.askedOn ?? facts.today,
    isOfChile: cad.lines.some((line) => line.assessment.appliedTreatment === 'CT'),
    wasChangedLate: await wasChangedLate(on, previous),
    perishableNoticedOn: proposed.perishableNoticedOn,
  });
  if (wrong.length > 0) return { previous, cad: undefined, findings: wrong, reference };
  return { previous, cad: { ...cad, change, reasons: [...reasons] }, findings, reference };
}

/**
 * The same for a change that is to be made.
 *
 * @throws CadRejected with every finding, VersionNotCurrent, CadWithdrawn
 */
export async function assessChange(
  tx: Tx,
  ctx: Context,
  proposed: ProposedChange,
  change: Change,
  isOfficer: boolean,
): Promise<{ previous: StoredCad; cad: AssessedCad; reference: ReferenceData }> {
  const { previous, cad, findings, reference } = await judgeChange(tx, ctx, proposed, change, isOfficer);
  if (cad === undefined) throw new CadRejected(proposed.transactionNumber, findings);
  return { previous, cad, reference };
}

/** Whether a refund or a correction was asked for in the fourth year after accounting. Law: SOR/98-44 s. 2. */
async function wasChangedLate(on: Reader, { transactionNumber, accountedOn }: StoredCad): Promise<boolean> {
  const from = Temporal.PlainDate.from(accountedOn);
  const [after, until] = [from.add({ months: 36 }).toString(), from.add({ months: 48 }).toString()];
  const cases = await casesOfTransaction(on, transactionNumber);
  return cases.some(
    ({ kind, state, openedOn }) =>
      kind === 'ADJUSTMENT' && state === 'APPROVED' && openedOn > after && openedOn <= until,
  );
}

/** Post an assessed change, and tell what it refunds beyond drawback given before: nothing where more is owed. */
export async function postChange(tx: Tx, ctx: Context, previous: StoredCad, cad: AssessedCad) {
  const { posted, refundCents } = await postVersion(tx, ctx, previous, cad);
  const drawback = await followDrawback(tx, ctx, posted);
  return { posted, refundCents: Math.max(0, refundCents - drawback) };
}

/** @throws CasePending */
export async function nextCaseId(tx: Tx, transactionNumber: string): Promise<string> {
  const cases = await casesOfTransaction(tx, transactionNumber);
  const open = cases.find((each) => each.state === 'UNDER_REVIEW' || each.state === 'EXTENSION_REQUESTED');
  if (open !== undefined) throw new CasePending(open.id);
  return `${transactionNumber}-${String(cases.length + 1).padStart(3, '0')}`;
}

/** Tell the journal what became of a case. */
export function recordCase(tx: Tx, ctx: Context, step: string, { id, kind, importerBn15 }: RecourseCase) {
  const action = `${kind.toLowerCase()}.${step}`;
  const detail = { channel: ctx.actor.channel };
  return record(tx, ctx, { action, subject: id, onBehalfOf: importerBn15, outcome: step, detail });
}
