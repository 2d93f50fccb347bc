import type { Context } from '../context.ts';
import { askPartner } from '../partners/ask-partner.ts';
import { record } from '../storage/events.ts';
import { reconsider } from './indicator.ts';
import { agreementOf, requireProvider } from './providers.ts';
import { requireAgreementMove } from './states.ts';
import { type Agreement, changeAgreement } from './store.ts';

/** The provider confirms what the importer entered: from now on security is given. Law: SOR/2024-42 s. 5(2). */
export async function confirmAgreement(ctx: Context, id: number): Promise<Agreement> {
  return answer(ctx, id, 'ACTIVE');
}

/** The provider refuses what the importer entered: it goes back to the importer as a draft. */
export async function refuseAgreement(ctx: Context, id: number): Promise<Agreement> {
  return answer(ctx, id, 'DRAFT');
}

async function answer(ctx: Context, id: number, status: 'ACTIVE' | 'DRAFT'): Promise<Agreement> {
  await askPartner(ctx, 'sureties', `${id} ${status}`);
  return ctx.store.inTransaction(async (tx) => {
    const agreement = await agreementOf(tx, id);
    requireProvider(ctx, agreement.providerBn9);
    requireAgreementMove(id, agreement.status, status);
    const answered = await changeAgreement(tx, agreement, { status });
    await record(tx, ctx, {
      action: status === 'ACTIVE' ? 'security.agreement-confirmed' : 'security.agreement-refused',
      subject: String(id),
      onBehalfOf: agreement.programAccount,
      detail: { amountCents: agreement.amountCents },
    });
    await reconsider(tx, ctx, agreement.programAccount);
    return answered;
  });
}
