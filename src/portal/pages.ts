import { anyone } from '../pages/guards.ts';
import type { Site } from '../pages/site.ts';
import type { Visit } from '../pages/visit.ts';
import { oneClientGroupPages } from './business/client-group.ts';
import { clientGroupPages } from './business/client-groups.ts';
import { employeePages } from './business/employees.ts';
import { invitationPages } from './business/invitations.ts';
import { relationshipPages } from './business/providers.ts';
import { sightPages } from './business/sights-page.ts';
import { beginPages } from './declarations/begin.ts';
import { bulkPages } from './declarations/bulk.ts';
import { detailPages } from './declarations/detail.ts';
import { editorPages } from './declarations/editor.ts';
import { importPages } from './declarations/import-pages.ts';
import { invoicePages } from './declarations/invoice-pages.ts';
import { linePages } from './declarations/line-pages.ts';
import { listPages } from './declarations/list.ts';
import { versionPages } from './declarations/versions.ts';
import { documentPages } from './documents.ts';
import { noticePages } from './financial/notices.ts';
import { reconciliationPages } from './financial/reconcile.ts';
import { statementPages } from './financial/statements.ts';
import { transactionPages } from './financial/transactions.ts';
import { helpPages } from './help.ts';
import { homePages } from './home.ts';
import { kioskPages } from './kiosk.ts';
import { kioskRegisterPages } from './kiosk-register.ts';
import { messagePages } from './messages.ts';
import { clientPaymentPages } from './payments/clients.ts';
import { creditPages } from './payments/credits.ts';
import { debitPages } from './payments/debit.ts';
import { paymentListPages, receiptPages } from './payments/list.ts';
import { payPages } from './payments/pay.ts';
import { transactionReceiptPages } from './payments/transaction-receipt.ts';
import { problemPages } from './problems.ts';
import { profilePages } from './profile.ts';
import { casePages } from './recourse/cases.ts';
import { drawbackPages } from './recourse/drawback.ts';
import { massPages } from './recourse/mass.ts';
import { penaltyPages } from './recourse/penalties.ts';
import { rulingPages } from './recourse/rulings.ts';
import { registerPages } from './register.ts';
import { businessRegistrationPages } from './register-business.ts';
import { releasePages } from './releases.ts';
import { agreementPages } from './security/agreements.ts';
import { securityFormPages } from './security/forms.ts';
import { positionPages } from './security/position.ts';
import { providerPages } from './security/provider.ts';
import { providerAnswerPages } from './security/provider-answers.ts';
import { securityRequestPages } from './security/requests.ts';
import { setUpPages } from './set-up.ts';
import { signInPages } from './sign-in.ts';

/** Everything that a trade chain partner does in a browser. */
export function portalPages(site: Site): void {
  site.page('/', anyone, startOf);
  for (const add of rooms) add(site);
}

/** Of two pages at one address the first one is shown: what is named comes before what is numbered. */
const rooms = [
  signInPages,
  registerPages,
  setUpPages,
  businessRegistrationPages,
  kioskPages,
  kioskRegisterPages,
  profilePages,
  employeePages,
  invitationPages,
  relationshipPages,
  clientGroupPages,
  oneClientGroupPages,
  sightPages,
  homePages,
  releasePages,
  listPages,
  beginPages,
  editorPages,
  invoicePages,
  linePages,
  importPages,
  bulkPages,
  detailPages,
  versionPages,
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
  transactionReceiptPages,
  positionPages,
  securityFormPages,
  securityRequestPages,
  agreementPages,
  providerPages,
  providerAnswerPages,
  penaltyPages,
  casePages,
  massPages,
  drawbackPages,
  rulingPages,
  messagePages,
  documentPages,
  problemPages,
  helpPages,
];

/** Where somebody begins, by who it is. */
async function startOf(visit: Visit): Promise<string> {
  const { user, business, account } = visit;
  if (user === undefined) return '/sign-in';
  if (user.kind === 'cbsa') return '/cbsa';
  if (user.kind === 'control') return '/control';
  if (business === undefined) return '/set-up';
  const home = business.kind === 'surety' ? '/portal/agreements' : '/portal';
  const isOpen = account !== undefined || business.kind === 'surety';
  return isOpen && (await visit.lets(visit, home)) ? home : '/portal/business';
}
