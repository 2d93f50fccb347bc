import { type Business, findAccount, findBusiness, type ProgramAccount } from '../../accounts/store.ts';
import { NotFound } from '../../errors.ts';
import { type Html, html } from '../../pages/html.ts';
import { tabs } from '../../pages/layout.ts';
import type { Params } from '../../pages/site.ts';
import type { SignedIn } from '../../pages/visit.ts';
import { inBoth } from '../../pages/words.ts';
import { noteAccount } from '../seen.ts';

const words = inBoth({
  account: ['Account', 'Compte'],
  position: ['Position', 'Situation'],
  declarations: ['Declarations and releases', 'Déclarations et mainlevées'],
  penalties: ['Penalties', 'Sanctions'],
  decisions: ['Relief and terms', 'Allègements et modalités'],
});

export interface LookedAt {
  account: ProgramAccount;
  business: Business;
  /** Whose account it is, and the way to its other pages. */
  head: Html;
}

/** The account whose page an officer opens; the audit is told. @throws NotFound */
export async function accountLookedAt(visit: SignedIn, { bn15 }: Params): Promise<LookedAt> {
  const { ctx, language } = visit;
  const w = words[language];
  const { read } = ctx.store;
  const account = await findAccount(read, bn15!);
  const business = account === undefined ? undefined : await findBusiness(read, account.bn9);
  if (account === undefined || business === undefined)
    throw new NotFound({ en: 'Program account', fr: 'Le compte de programme' }, bn15!);
  await noteAccount(visit, account.bn15);
  const here = `/cbsa/accounts/${account.bn15}`;
  const head = html`<p><strong>${business.legalName}</strong> ${account.bn15}</p>${tabs(visit, w.account, [
    { path: here, title: w.position },
    { path: `${here}/declarations`, title: w.declarations },
    { path: `${here}/penalties`, title: w.penalties },
    { path: `${here}/decisions`, title: w.decisions },
  ])}`;
  return { account, business, head };
}

export function accountTitle({ language }: SignedIn, { business }: LookedAt): string {
  return `${words[language].account} – ${business.legalName}`;
}
