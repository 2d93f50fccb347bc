import { correctCad, isCorrectable } from '../../cad/correct.ts';
import { closeDraft, saveDraft, submitDraft } from '../../cad/drafts.ts';
import { isWaiting } from '../../cad/file.ts';
import { readCad } from '../../cad/read-cad.ts';
import type { Cad, CadInput } from '../../cad/types.ts';
import { InvalidInput } from '../../errors.ts';
import type { AtAccount } from '../../pages/visit.ts';
import { requestAdjustment } from '../../recourse/adjust.ts';
import { findRelease } from '../../release/store.ts';
import { check } from './check.ts';
import { openDraft } from './draft.ts';

interface Begun {
  transactionNumber: string;
  cadType: string;
  ownerName?: string | undefined;
  ownerAddress?: string | undefined;
}

/** A draft begins with what the release tells. */
export async function begin(
  { ctx, account, business }: AtAccount,
  { transactionNumber, cadType, ownerName, ownerAddress }: Begun,
): Promise<string> {
  const release = transactionNumber === '' ? undefined : await findRelease(ctx.store.read, transactionNumber);
  const isOwn = release?.importerBn15 === account.bn15;
  const { id } = await saveDraft(ctx, account.bn15, {
    cadType,
    commercial: true,
    ...(transactionNumber === '' ? {} : { transactionNumber }),
    ...(business.bn9 === account.bn9 ? {} : { broker: `${business.bn9}RM0001` }),
    ...(release !== undefined && isOwn
      ? {
          office: release.office,
          transportMode: release.mode,
          carrierCode: release.carrierCode,
          cargoControlNumber: release.cargoControlNumber,
        }
      : {}),
    ...(ownerName === undefined ? {} : { owner: { name: ownerName, address: ownerAddress } }),
    invoices: [],
  });
  return `/portal/declarations/drafts/${id}/invoices/0`;
}

/** Why a declaration is changed after its due date. */
export interface GivenReasons {
  reason?: string | undefined;
  more?: string | string[] | undefined;
  rationale?: string | undefined;
  reasonToBelieveOn?: string | undefined;
}

/** A declaration is filed; a change is a correction until the due date, and an adjustment after it. */
export async function submit(visit: AtAccount, id: string, given: GivenReasons): Promise<string> {
  const { ctx } = visit;
  const open = await openDraft(visit, id);
  const { changes } = open.draft;
  if (changes === null) {
    const filed = await submitDraft(ctx, id);
    return isWaiting(filed)
      ? '/portal/declarations/waiting'
      : `/portal/declarations/${filed.transactionNumber}`;
  }
  const { transactionNumber, version } = changes;
  const { input, problems } = await check(visit, open);
  if (input === undefined) throw new InvalidInput(problems[0]!.text);
  const page = `/portal/declarations/${transactionNumber}`;
  const previous = await readCad(ctx, transactionNumber);
  if (isCorrection(visit, previous)) await correctCad(ctx, transactionNumber, version, input);
  else await adjust(visit, { transactionNumber, version, input }, given);
  await closeDraft(ctx, id, transactionNumber);
  return isCorrection(visit, previous) ? page : '/portal/recourse';
}

export function isCorrection({ ctx }: AtAccount, previous: Pick<Cad, 'dueOn' | 'status'>): boolean {
  return isCorrectable(previous, ctx.clock.today());
}

async function adjust(
  { ctx }: AtAccount,
  change: { transactionNumber: string; version: number; input: CadInput },
  { reason, more, rationale, reasonToBelieveOn }: GivenReasons,
): Promise<void> {
  if (reason === undefined || rationale === undefined) {
    throw new InvalidInput({
      en: 'Give a reason in law and say why.',
      fr: 'Donnez un motif légal et dites pourquoi.',
    });
  }
  await requestAdjustment(ctx, {
    transactionNumber: change.transactionNumber,
    expectedVersion: change.version,
    declared: change.input,
    reasons: [reason, ...[more ?? []].flat().filter((code) => code !== reason)],
    rationale,
    reasonToBelieveOn,
  });
}
