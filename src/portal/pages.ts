import { anyone, type Site } from '../pages/site.ts';
import type { Visit } from '../pages/visit.ts';
import { noticePages } from './financial/notices.ts';
import { reconciliationPages } from './financial/reconcile.ts';
import { statementPages } from './financial/statements.ts';
import { transactionPages } from './financial/transactions.ts';
import { homePages } from './home.ts';
import { clientPaymentPages } from './payments/clients.ts';
import { creditPages } from './payments/credits.ts';
import { debitPages } from './payments/debit.ts';
import { paymentListPages, receiptPages } from './payments/list.ts';
import { payPages } from './payments/pay.ts';
import { registerPages } from './register.ts';
import { releasePages } from './releases.ts';
import { agreementPages } from './security/agreements.ts';
import { securityFormPages } from './security/forms.ts';
import { positionPages } from './security/position.ts';
import { providerPages } from './security/provider.ts';
import { providerAnswerPages } from './security/provider-answers.ts';
import { signInPages } from './sign-in.ts';

/** Everything that a trade chain partner does in a browser. */
export function portalPages(site: Site): void {
  site.page('/', anyone, startOf);
  for (const add of [
    signInPages,
    registerPages,
    homePages,
    releasePages,
    transactionPages,
    statementPages,
    noticePages,
    reconciliationPages,
    paymentListPages,
    payPages,
    clientPaymentPages,
    debitPages,
    creditPages,
    receiptPages,
    positionPages,
    securityFormPages,
    agreementPages,
    providerPages,
    providerAnswerPages,
  ])
    add(site);
}

/** Where somebody begins, by who it is. */
function startOf({ user, business, account }: Visit): string {
  if (user === undefined) return '/sign-in';
  if (user.kind === 'cbsa') return '/cbsa';
  if (user.kind === 'control') return '/control';
  if (business === undefined) return '/set-up';
  if (business.kind === 'surety') return '/portal/agreements';
  return account === undefined ? '/portal/business' : '/portal';
}
