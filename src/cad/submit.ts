import { requireScope } from '../accounts/rights.ts';
import type { Channel, Context, Tx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { waitFor } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { type CadFacts, decideCad } from './decide.ts';
import type { Finding } from './findings.ts';
import { gathererFor } from './gather-facts.ts';
import { acceptCad } from './post.ts';
import type { AssessedCad, CadInput } from './types.ts';

/** The declaration has fatal findings: nothing of it was accepted, and its number is free for another try. */
export class CadRejected extends DomainError {
  readonly kind = 'refused';
  readonly code = 'CAD_REJECTED';
  readonly findings: Finding[];

  constructor(transactionNumber: string, findings: Finding[]) {
    const count = findings.filter((each) => each.severity === 'F').length;
    super(
      {
        en: `Declaration ${transactionNumber} is rejected: ${count} fatal finding(s); correct them and submit again`,
        fr: `La déclaration ${transactionNumber} est rejetée : ${count} constatation(s) fatale(s); corrigez et soumettez de nouveau`,
      },
      { transactionNumber, findings },
    );
    this.findings = findings;
  }
}

/**
 * Submit a declaration: validate it, assess it, accept it and post what is owed, in one transaction.
 *
 * @throws CadRejected with every finding
 *
 * Law: Customs Act s. 32(1), (3); SOR/86-1062 ss. 10, 10.1.
 */
export async function submitCad(ctx: Context, input: CadInput): Promise<AssessedCad> {
  return submitOr(ctx, input, async (_tx, _facts, findings): Promise<never> => {
    throw new CadRejected(input.transactionNumber, findings);
  });
}

/**
 * The same, where what is not accepted may come to something else than a rejection.
 *
 * @param otherwise what becomes of it, or the throwing of its rejection
 * @param andAlso   done in the same transaction
 */
export async function submitOr<T>(
  ctx: Context,
  input: CadInput,
  otherwise: (tx: Tx, facts: CadFacts, findings: Finding[]) => Promise<T>,
  andAlso?: (tx: Tx, filed: AssessedCad | T) => Promise<void>,
): Promise<AssessedCad | T> {
  requireScope(ctx, 'cad:submit');
  await waitFor(ctx, 'exchange-rates');
  const gather = await gathererFor(ctx);
  try {
    return await ctx.store.inTransaction(async (tx) => {
      const facts = await gather(tx, input);
      const { cad, findings } = decideCad(input, facts);
      if (cad !== undefined) await acceptCad(tx, ctx, cad);
      const filed = cad ?? (await otherwise(tx, facts, findings));
      await andAlso?.(tx, filed);
      return filed;
    });
  } catch (error) {
    if (error instanceof CadRejected) await recordRejection(ctx, input, error);
    throw error;
  }
}

/** What would happen if this declaration were submitted now. Nothing is written. */
export async function validateCad(ctx: Context, input: CadInput) {
  requireScope(ctx, 'cad:submit');
  await waitFor(ctx, 'exchange-rates');
  const gather = await gathererFor(ctx);
  return decideCad(input, await gather(ctx.store.read, input));
}

/** Tell the journal that a declaration, or a change to one, was rejected, and why. */
export async function recordRejection(ctx: Context, input: CadInput, rejection: CadRejected): Promise<void> {
  const { findings } = rejection;
  const { channel } = ctx.actor;
  await ctx.store.inTransaction((tx) => tellRejection(tx, ctx, input, { findings, channel }));
}

/** The same inside a transaction, of a declaration that came by a channel. */
export async function tellRejection(
  tx: Tx,
  ctx: Context,
  input: CadInput,
  { findings, channel }: { findings: readonly Finding[]; channel: Channel },
): Promise<void> {
  const codes = findings.map((each) => each.code);
  // Whoever has no authority says nothing on behalf of the importer it names.
  const onBehalfOf = codes.includes('CAD-E020') ? {} : { onBehalfOf: input.importer };
  await record(tx, ctx, {
    action: 'cad.rejected',
    subject: input.transactionNumber,
    ...onBehalfOf,
    outcome: 'rejected',
    detail: { codes, channel },
  });
}
