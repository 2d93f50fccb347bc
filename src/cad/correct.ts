import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { waitFor } from '../partners/ask-partner.ts';
import { changeable, VersionNotCurrent } from './change.ts';
import { type Decision, decideCad } from './decide.ts';
import { finding } from './findings.ts';
import { gathererFor } from './gather-facts.ts';
import { postVersion } from './post.ts';
import { findCad } from './store.ts';
import { CadRejected, recordRejection } from './submit.ts';
import type { AssessedCad, Cad, CadInput } from './types.ts';

/** Past the due date a change needs the CBSA's approval. */
export class CorrectionTooLate extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CORRECTION_TOO_LATE';

  constructor(transactionNumber: string, dueOn: string) {
    super(
      {
        en: `Declaration ${transactionNumber} could be corrected until its payment due date ${dueOn}; request an adjustment`,
        fr: `La déclaration ${transactionNumber} pouvait être corrigée jusqu’à son échéance de paiement du ${dueOn}; demandez un rajustement`,
      },
      { transactionNumber, dueOn },
    );
  }
}

/**
 * Correct a declaration until its payment due date: a new version, approved at once, which posts the difference and
 * bears no interest. It is sent whole, with every line, and names the version that it changes.
 *
 * @throws CorrectionTooLate, VersionNotCurrent, CadRejected with every finding
 *
 * Law: Customs Act ss. 32.2(1), (3), 33.4. Assumption A-14: the window ends with the payment due date.
 */
export async function correctCad(
  ctx: Context,
  transactionNumber: string,
  expectedVersion: number,
  input: CadInput,
): Promise<AssessedCad> {
  await waitFor(ctx, 'exchange-rates');
  const gather = await gathererFor(ctx);
  try {
    return await ctx.store.inTransaction(async (tx) => {
      const previous = await changeable(tx, ctx, transactionNumber, expectedVersion);
      if (!isCorrectable(previous, ctx.clock.today())) {
        throw new CorrectionTooLate(transactionNumber, previous.dueOn);
      }
      const { cad, findings } = decideCad(input, await gather(tx, input, previous));
      if (cad === undefined) throw new CadRejected(transactionNumber, findings);
      return (await postVersion(tx, ctx, previous, cad)).posted;
    });
  } catch (error) {
    if (error instanceof CadRejected) await recordRejection(ctx, input, error);
    if (error instanceof VersionNotCurrent) await recordStale(ctx, transactionNumber, input);
    throw error;
  }
}

/**
 * Until its payment due date a declaration is corrected; one that is paid before release, for as long as it is not paid.
 *
 * Law: Customs Act s. 32(1): nothing is owed on goods that are not released.
 */
export function isCorrectable({ dueOn, status }: Pick<Cad, 'dueOn' | 'status'>, today: string): boolean {
  return today <= dueOn || status === 'AWAITING_PAYMENT';
}

/** What would come of a change to a declaration, as far as findings and amounts go. Nothing is written. */
export async function correctable(
  ctx: Context,
  { transactionNumber, version }: { transactionNumber: string; version: number },
  input: CadInput,
): Promise<Decision> {
  await waitFor(ctx, 'exchange-rates');
  const { read } = ctx.store;
  const previous = await changeable(read, ctx, transactionNumber, version, 'cad:adjust');
  const right = isCorrectable(previous, ctx.clock.today()) ? 'cad:submit' : 'cad:adjust';
  const gather = await gathererFor(ctx, right);
  return decideCad(input, await gather(read, input, previous));
}

/** On behalf of the importer whose declaration it is, whomever the change names. */
async function recordStale(ctx: Context, transactionNumber: string, input: CadInput): Promise<void> {
  const stored = await findCad(ctx.store.read, transactionNumber);
  const told = new CadRejected(transactionNumber, [finding('CAD-E100', 'version')]);
  await recordRejection(ctx, { ...input, transactionNumber, importer: stored!.importerBn15 }, told);
}
