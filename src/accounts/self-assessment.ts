import type { Context } from '../context.ts';
import { DomainError, NotFound } from '../errors.ts';
import { record } from '../storage/events.ts';
import { requireScope } from './rights.ts';
import { type CsaOption, findAccount, type ProgramAccount, setCsaOption } from './store.ts';

/** The option of billing period, once taken, is kept. */
export class CsaOptionKept extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'CSA_OPTION_KEPT';

  constructor(bn15: string, option: CsaOption) {
    super(
      {
        en: `${bn15} took option ${option} of customs self-assessment, and an option once taken is kept`,
        fr: `${bn15} a pris l’option ${option} du programme d’autocotisation, et l’option prise est conservée`,
      },
      { bn15, option },
    );
  }
}

/**
 * Enter an importer's account in customs self-assessment, with its option of billing period.
 *
 * @throws NotFound, CsaOptionKept
 *
 * Law: SOR/86-1062 s. 10.3(1), (4).
 */
export async function enterSelfAssessment(
  ctx: Context,
  bn15: string,
  csaOption: CsaOption,
): Promise<ProgramAccount> {
  requireScope(ctx, 'account:open');
  return ctx.store.inTransaction(async (tx) => {
    const account = await findAccount(tx, bn15);
    if (account === undefined)
      throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, bn15);
    if (account.csaOption === csaOption) return account;
    if (account.csaOption !== null) throw new CsaOptionKept(bn15, account.csaOption);
    await setCsaOption(tx, bn15, csaOption);
    await record(tx, ctx, {
      action: 'account.self-assessment-entered',
      subject: bn15,
      onBehalfOf: bn15,
      detail: { csaOption },
    });
    return { ...account, csaOption };
  });
}
