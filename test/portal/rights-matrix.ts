/**
 * Who of the cast opens which page, and who sends its form: whoever is not named is denied.
 *
 * `-` nobody signed in, `n` no business, `B` business account manager, `P` program account manager, `E` editor,
 * `R` reader, `K` broker with authority (level 3), `k` broker without, `C` consultant (level 2), `S` surety, `O` officer,
 * `T` trainer, `d` manager of another client, `s` another surety. All of B, P, E and R are Maple Leaf's; K and C have its account in view.
 */
/** Whether signed in or not. */
const everybody = '-nBPERKkCSOTds';
const signedIn = 'nBPERKkCSOTds';
const officers = 'OT';
const trainers = 'T';
/** Providers of security, and the trainer in the place of one. */
const providers = 'STs';
const ofThisProvider = 'ST';
/** Doors that are shut here: training mode is off, and nobody is half way in. */
const nobody = '';
/** Who sees something of an account: its own, or at level 2 a client's declarations. */
const readers = 'BPERKkCd';
/** Who sees the statements and payments of an account as well: level 3. */
const accountants = 'BPERKkd';
/** Who acts about declarations, which a reader does not. */
const agents = 'BPEKkCd';
/** Who acts about money and security as well. */
const payers = 'BPEKkd';
/** Who works for a business, whatever the business is. */
const members = 'BPERKkCSds';
const managers = 'BPKkCSds';
/** The same for things of Maple Leaf, which the addresses name: nobody of another client. */
const ofItsDeclarations = 'BPERKC';
const ofItsAccount = 'BPERK';
const changingItsDeclarations = 'BPEKC';
const changingItsAccount = 'BPEK';
/** Who works for Maple Leaf itself. */
const ofItsBusiness = 'BPER';
/** What no delegate does, at whatever level: a security agreement is between an importer and its provider. */
const agreeing = 'BPEkd';
const agreeingForIt = 'BPE';
const brokers = 'Kk';
/** Who shares clients out among employees. */
const managersOfProviders = 'KkC';

export interface Row {
  page: string;
  opens: string;
  /** Absent where the page has no form. */
  sends?: string;
}

const page = (page: string, opens: string): Row => ({ page, opens });

const form = (page: string, opens: string, sends = opens): Row => ({ page, opens, sends });

export const matrix: readonly Row[] = [
  page('/', signedIn),
  form('/cast', nobody),
  page('/cbsa', officers),
  page('/cbsa/accounts', officers),
  page('/cbsa/accounts/:bn15', officers),
  page('/cbsa/accounts/:bn15/decisions', officers),
  form('/cbsa/accounts/:bn15/decisions/interest', officers),
  form('/cbsa/accounts/:bn15/decisions/offsetting', officers),
  form('/cbsa/accounts/:bn15/decisions/security', officers),
  form('/cbsa/accounts/:bn15/decisions/time', officers),
  form('/cbsa/accounts/:bn15/decisions/write-off', officers),
  page('/cbsa/accounts/:bn15/declarations', officers),
  form('/cbsa/accounts/:bn15/penalties', officers),
  page('/cbsa/cases/:id', officers),
  form('/cbsa/cases/:id/approve', officers),
  form('/cbsa/cases/:id/change', officers),
  form('/cbsa/cases/:id/grant', officers),
  form('/cbsa/cases/:id/refuse', officers),
  form('/cbsa/cases/:id/refuse-time', officers),
  form('/cbsa/cases/:id/stands', officers),
  page('/cbsa/declarations/:number', officers),
  form('/cbsa/declarations/:number/redetermination', officers),
  page('/cbsa/declarations/:number/versions/:version', officers),
  page('/cbsa/demands/:id', officers),
  form('/cbsa/demands/:id/ruling', officers),
  page('/cbsa/drawback/:id', officers),
  form('/cbsa/drawback/:id/approve', officers),
  form('/cbsa/drawback/:id/refuse', officers),
  page('/cbsa/mass-adjustments/:id', officers),
  form('/cbsa/mass-adjustments/:id/approve', officers),
  form('/cbsa/mass-adjustments/:id/refuse', officers),
  form('/cbsa/mass-adjustments/:id/undo', officers),
  page('/cbsa/penalties', officers),
  page('/cbsa/penalties/:id', officers),
  form('/cbsa/penalties/:id/decision', officers),
  form('/cbsa/penalties/:id/extension', officers),
  form('/cbsa/penalties/:id/judgment', officers),
  form('/cbsa/penalties/:id/measure', officers),
  form('/cbsa/penalties/:id/reasons', officers),
  form('/cbsa/penalties/:id/waiver', officers),
  page('/cbsa/queues/:name', officers),
  form('/cbsa/recalculations', officers),
  page('/cbsa/recalculations/:id', officers),
  form('/cbsa/recalculations/:id/run', officers),
  form('/cbsa/recalculations/:id/undo', officers),
  page('/cbsa/registrations/:id', officers),
  form('/cbsa/registrations/:id/decision', officers),
  form('/cbsa/releases/:number/account', officers),
  page('/cbsa/rulings/:id', officers),
  form('/cbsa/rulings/:id/ask', officers),
  form('/cbsa/rulings/:id/assign', officers),
  form('/cbsa/rulings/:id/decide', officers),
  page('/cbsa/support', officers),
  form('/cbsa/support/new', officers),
  form('/cbsa/support/problems', officers),
  form('/cbsa/support/problems/:id/close', officers),
  form('/cbsa/support/problems/:id/publish', officers),
  page('/cbsa/support/tickets/:ticket', officers),
  form('/cbsa/support/tickets/:ticket/escalate', officers),
  form('/cbsa/support/tickets/:ticket/facts', officers),
  form('/cbsa/support/tickets/:ticket/links', officers),
  form('/cbsa/support/tickets/:ticket/note', officers),
  form('/cbsa/support/tickets/:ticket/reopen', officers),
  form('/cbsa/support/tickets/:ticket/resolve', officers),
  form('/cbsa/support/tickets/:ticket/respond', officers),
  form('/cbsa/support/tickets/:ticket/status', officers),
  page('/cbsa/tariff', officers),
  form('/cbsa/security-requests/:id', officers),
  form('/cbsa/type-c', officers),
  page('/cbsa/type-c/:number', officers),
  form('/cbsa/type-c/:number/payment', officers),
  page('/cbsa/users', officers),
  form('/cbsa/users/:id/status', officers),
  page('/cbsa/write-offs/:id', officers),
  form('/cbsa/write-offs/:id/approve', officers),
  form('/cbsa/write-offs/:id/refuse', officers),
  form('/cbsa/write-offs/:id/reverse', officers),
  page('/control', trainers),
  form('/control/advance', trainers),
  form('/control/clock', trainers),
  form('/control/delays', trainers),
  page('/control/journal', trainers),
  page('/control/scenarios', trainers),
  page('/control/scenarios/list', trainers),
  form('/control/parameters', trainers),
  form('/control/systems', trainers),
  form('/control/training', trainers),
  page('/kiosk', everybody),
  form('/kiosk/declare', everybody),
  form('/kiosk/declared/:number', everybody),
  form('/kiosk/register', everybody),
  page('/mailbox', everybody),
  form('/passcode', nobody),
  form('/passcode/resend', nobody),
  page('/portal', readers),
  page('/portal/agreements', providers),
  page('/portal/agreements/:id', ofThisProvider),
  form('/portal/agreements/:id/amend', ofThisProvider),
  form('/portal/agreements/:id/confirm', ofThisProvider),
  form('/portal/agreements/:id/pay', ofThisProvider),
  form('/portal/agreements/:id/rebut', ofThisProvider),
  form('/portal/agreements/:id/refuse', ofThisProvider),
  form('/portal/agreements/:id/terminate', ofThisProvider),
  form('/portal/agreements/new', providers),
  page('/portal/business', members),
  form('/portal/business/groups', managersOfProviders),
  page('/portal/business/groups/:id', managersOfProviders),
  form('/portal/business/groups/:id/clients', managersOfProviders),
  form('/portal/business/groups/:id/clients/remove', managersOfProviders),
  form('/portal/business/groups/:id/delete', managersOfProviders),
  form('/portal/business/groups/:id/employees', managersOfProviders),
  page('/portal/business/providers', members),
  form('/portal/business/providers/ask', managers),
  form('/portal/business/providers/decide', managers),
  form('/portal/business/remove', managers),
  form('/portal/business/requests', managers),
  form('/portal/business/role', managers),
  page('/portal/business/sights', accountants),
  page('/portal/declarations', readers),
  page('/portal/declarations/:number', ofItsDeclarations),
  form('/portal/declarations/:number/change', ofItsDeclarations, changingItsDeclarations),
  page('/portal/declarations/:number/receipt', ofItsAccount),
  page('/portal/declarations/:number/versions/:version', ofItsDeclarations),
  form('/portal/declarations/:number/withdraw', changingItsAccount),
  form('/portal/declarations/bulk', payers),
  page('/portal/declarations/declarations.csv', payers),
  page('/portal/declarations/drafts', readers),
  form('/portal/declarations/drafts/:id', changingItsDeclarations),
  form('/portal/declarations/drafts/:id/discard', changingItsDeclarations),
  form('/portal/declarations/drafts/:id/invoices/:invoice', changingItsDeclarations),
  form('/portal/declarations/drafts/:id/invoices/:invoice/import', changingItsDeclarations),
  form('/portal/declarations/drafts/:id/invoices/:invoice/lines/:line', changingItsDeclarations),
  form('/portal/declarations/drafts/:id/invoices/:invoice/lines/:line/remove', changingItsDeclarations),
  form('/portal/declarations/drafts/:id/invoices/:invoice/remove', changingItsDeclarations),
  form('/portal/declarations/drafts/:id/submit', changingItsDeclarations),
  page('/portal/declarations/lines.csv', agents),
  form('/portal/declarations/new', payers),
  page('/portal/declarations/waiting', readers),
  page('/portal/financial', accountants),
  page('/portal/financial/notices', accountants),
  page('/portal/financial/notices/:postedOn', ofItsAccount),
  form('/portal/financial/reconciliation', accountants),
  page('/portal/financial/statements', accountants),
  page('/portal/financial/statements/:issuedOn', ofItsAccount),
  page('/portal/financial/statements/:issuedOn/csv', ofItsAccount),
  page('/portal/financial/statements/:issuedOn/pdf', ofItsAccount),
  page('/portal/financial/statements/:issuedOn/xlsx', ofItsAccount),
  page('/portal/help', members),
  page('/portal/help/:ticket', ofItsBusiness),
  form('/portal/help/:ticket/information', ofItsBusiness),
  form('/portal/help/:ticket/reopening', ofItsBusiness),
  form('/portal/help/new', members),
  page('/portal/messages', readers),
  page('/portal/messages/documents', readers),
  page('/portal/messages/documents/:id', ofItsDeclarations),
  form('/portal/messages/documents/upload', agents),
  page('/portal/messages/problems', signedIn),
  form('/portal/messages/read', signedIn),
  page('/portal/payments', accountants),
  page('/portal/payments/:receipt', ofItsAccount),
  form('/portal/payments/clients', brokers),
  page('/portal/payments/credits', payers),
  form('/portal/payments/credits/apply', payers),
  form('/portal/payments/credits/offsetting', payers),
  form('/portal/payments/credits/transfer', payers),
  form('/portal/payments/debit', payers),
  form('/portal/payments/debit/cancel', payers),
  form('/portal/payments/new', payers),
  page('/portal/recourse', accountants),
  page('/portal/recourse/cases', readers),
  form('/portal/recourse/cases/:id', ofItsDeclarations, changingItsDeclarations),
  form('/portal/recourse/disputes/new', agents),
  page('/portal/recourse/drawback', readers),
  page('/portal/recourse/drawback/:id', ofItsDeclarations),
  form('/portal/recourse/drawback/new', agents),
  page('/portal/recourse/mass', readers),
  page('/portal/recourse/mass/:id', ofItsDeclarations),
  form('/portal/recourse/mass/new', agents),
  page('/portal/recourse/penalties/:id', ofItsAccount),
  form('/portal/recourse/penalties/:id/court', changingItsAccount),
  form('/portal/recourse/penalties/:id/evidence', changingItsAccount),
  form('/portal/recourse/penalties/:id/extend', changingItsAccount),
  form('/portal/recourse/penalties/:id/request', changingItsAccount),
  page('/portal/recourse/rulings', readers),
  page('/portal/recourse/rulings/:id', ofItsDeclarations),
  form('/portal/recourse/rulings/:id/answer', changingItsDeclarations),
  form('/portal/recourse/rulings/:id/modify', changingItsDeclarations),
  form('/portal/recourse/rulings/:id/withdraw', changingItsDeclarations),
  form('/portal/recourse/rulings/new', agents),
  page('/portal/releases', readers),
  page('/portal/releases/all', readers),
  page('/portal/security', accountants),
  page('/portal/security/agreements/:id', ofItsAccount),
  form('/portal/security/agreements/:id/amend', agreeingForIt),
  form('/portal/security/agreements/new', agreeing),
  form('/portal/security/cash', payers),
  form('/portal/security/cash/return', payers),
  form('/portal/security/enrol', payers),
  form('/portal/security/reduction', payers),
  form('/profile', signedIn),
  form('/profile/authenticator', signedIn),
  form('/profile/mail', signedIn),
  form('/profile/recovery-codes', signedIn),
  form('/register', everybody),
  page('/set-up', signedIn),
  form('/set-up/access', signedIn),
  form('/set-up/business', signedIn),
  form('/set-up/new-business', signedIn),
  form('/sign-in', everybody),
  form('/sign-out', signedIn),
  form('/switch-account', signedIn),
  form('/switch-business', signedIn),
  form('/portal/declarations/drafts/:id/save', nobody, changingItsDeclarations),
];
