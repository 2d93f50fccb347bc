import type { Context, Tx } from '../context.ts';
import { record } from '../storage/events.ts';
import type { CadFacts } from './decide.ts';
import type { Finding } from './findings.ts';
import { CadRejected, submitOr } from './submit.ts';
import type { AssessedCad, CadInput, WaitingCad } from './types.ts';
import { putWaiting } from './waiting-store.ts';

/**
 * File a declaration: submit it or, where nothing is wrong with it but that the exchange-rate service does not answer
 * and the environment lets declarations wait for it, keep it until it does. Its number is in use meanwhile.
 *
 * @param andAlso done in the same transaction once it is accepted or kept
 * @throws CadRejected with every finding
 *
 * Law: Customs Act s. 32(1), (3); SOR/85-900 s. 3. Assumptions.
 */
export async function fileCad(
  ctx: Context,
  input: CadInput,
  andAlso?: (tx: Tx, filed: AssessedCad | WaitingCad) => Promise<void>,
): Promise<AssessedCad | WaitingCad> {
  const keepOrReject = async (tx: Tx, facts: CadFacts, findings: Finding[]) => {
    if (!facts.letsWait || !lacksRateAlone(findings))
      throw new CadRejected(input.transactionNumber, findings);
    return keep(tx, ctx, input, facts);
  };
  return submitOr(ctx, input, keepOrReject, andAlso);
}

/** Whether a filed declaration still waits, or was refused: it has no version then. */
export function isWaiting(filed: AssessedCad | WaitingCad): filed is WaitingCad {
  return !('version' in filed);
}

/** Whether the rate is all that keeps a declaration from being accepted. */
export function lacksRateAlone(findings: readonly Finding[]): boolean {
  return findings.every(({ severity, code }) => severity === 'W' || code === 'CAD-E205');
}

async function keep(tx: Tx, ctx: Context, input: CadInput, facts: CadFacts): Promise<WaitingCad> {
  const { transactionNumber, importer } = input;
  const { today: filedOn, filedBy, dates } = facts;
  const waiting: WaitingCad = {
    ...{ transactionNumber, importerBn15: importer, status: 'WAITING_FOR_RATE', filedBy, filedOn },
    channel: ctx.actor.channel,
    isLate: filedOn > (dates?.accountBy ?? '9999-12-31'),
    declared: input,
    findings: [],
  };
  await putWaiting(tx, waiting);
  await record(tx, ctx, {
    action: 'cad.waiting',
    subject: transactionNumber,
    onBehalfOf: importer,
    outcome: 'waiting',
    detail: { cadType: input.cadType, channel: waiting.channel, isLate: waiting.isLate },
  });
  return waiting;
}
