import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { authorityRequests } from '../../src/accounts/authority.ts';
import { referrals } from '../../src/accounts/referrals.ts';
import { registrations } from '../../src/accounts/registers.ts';
import { apiCredentials, businesses, delegations, programAccounts } from '../../src/accounts/store.ts';
import { interestReductions } from '../../src/billing/interest-reductions.ts';
import { dailyNotices, statements } from '../../src/billing/store.ts';
import { b3s } from '../../src/cad/b3-store.ts';
import { cadDrafts } from '../../src/cad/drafts.ts';
import { cadLines, cads } from '../../src/cad/store.ts';
import { waitingCads } from '../../src/cad/waiting-store.ts';
import { warehouseMovements } from '../../src/cad/warehouse-store.ts';
import { dueWork } from '../../src/clock/due-work.ts';
import { collections, writeOffs } from '../../src/collections/store.ts';
import { disbursements } from '../../src/disbursements/store.ts';
import { ediAwaited } from '../../src/edi/awaited.ts';
import { certificationCases, certifications } from '../../src/edi/certification-store.ts';
import { ediInterchanges, ediOutbox, ediTransmissions } from '../../src/edi/store.ts';
import { idempotency } from '../../src/http/idempotency.ts';
import { responseTimes } from '../../src/http/response-times.ts';
import { clearings, documents, openItems, postings } from '../../src/ledger/tables.ts';
import { webhookDeliveries, webhookSubscriptions } from '../../src/notices/store.ts';
import { uploads } from '../../src/notices/uploads.ts';
import { businessNumbers } from '../../src/partners/business-numbers.ts';
import { bankMessages, unidentifiedPayments } from '../../src/payments/bank-store.ts';
import { debitAgreements, debits } from '../../src/payments/debit-store.ts';
import { payments, paymentsInTransit } from '../../src/payments/store.ts';
import { penalties, redresses } from '../../src/penalties/store.ts';
import { drawbackClaims, drawbackLines } from '../../src/recourse/drawback-store.ts';
import { massAdjustments } from '../../src/recourse/mass-store.ts';
import { recalculatedCads, recalculations, recourseCases } from '../../src/recourse/store.ts';
import { referenceRecords } from '../../src/reference/records.ts';
import { releaseMessages, releases } from '../../src/release/store.ts';
import { rulings } from '../../src/rulings/store.ts';
import { securityHolds } from '../../src/security/holds.ts';
import { securityRequests } from '../../src/security/request-store.ts';
import {
  cashSecurity,
  rppEnrolments,
  securityAgreements,
  securityDemands,
} from '../../src/security/store.ts';
import { environmentValues } from '../../src/storage/environment-values.ts';
import { events } from '../../src/storage/events.ts';
import { rowsOf } from '../../src/storage/rows-of.ts';
import { openSqliteMemory } from '../../src/storage/sqlite.ts';
import { changes } from '../../src/support/change-store.ts';
import { outages } from '../../src/support/outages.ts';
import { problems } from '../../src/support/problem-store.ts';
import { ticketSteps, tickets } from '../../src/support/store.ts';
import {
  clientGroupClients,
  clientGroupEmployees,
  clientGroups,
} from '../../src/users/client-group-store.ts';
import { invitations } from '../../src/users/invitation-store.ts';
import { mail } from '../../src/users/mailbox.ts';
import { businessRegistrations, registrationTries } from '../../src/users/registration-store.ts';
import { sessions } from '../../src/users/sessions.ts';
import { sights } from '../../src/users/sights.ts';
import { accessRequests, memberships, users } from '../../src/users/store.ts';

const tables = [
  ...[
    apiCredentials,
    businesses,
    delegations,
    programAccounts,
    dailyNotices,
    statements,
    cadDrafts,
    cadLines,
  ],
  ...[cads, dueWork, idempotency, responseTimes, clearings, documents, openItems, postings, payments],
  ...[penalties, redresses],
  ...[
    authorityRequests,
    users,
    memberships,
    accessRequests,
    clientGroups,
    clientGroupClients,
    clientGroupEmployees,
    sessions,
    invitations,
    mail,
    sights,
    businessRegistrations,
    registrationTries,
    uploads,
    rulings,
  ],
  ...[b3s, warehouseMovements, drawbackClaims, drawbackLines],
  ...[registrations, waitingCads, ediAwaited],
  ...[ediInterchanges, ediOutbox, ediTransmissions, certifications, certificationCases],
  ...[webhookSubscriptions, webhookDeliveries],
  ...[recourseCases, recalculations, recalculatedCads, massAdjustments],
  ...[cashSecurity, rppEnrolments, securityAgreements, securityDemands, securityHolds, interestReductions],
  ...[securityRequests],
  ...[paymentsInTransit, bankMessages, unidentifiedPayments, debitAgreements, debits, referrals],
  ...[disbursements, collections, writeOffs],
  ...[businessNumbers, releaseMessages],
  ...[tickets, ticketSteps, problems, changes],
  ...[referenceRecords, releases, outages, environmentValues, events],
];

const store = await openSqliteMemory();

it.each(tables.map((table) => [getTableName(table), table] as const))(
  'the columns, keys and indexes of %s are those that the migrations made',
  async (name, table) => {
    const made = await rowsOf<{ name: string; type: string; notnull: number; pk: number }>(
      store.read,
      sql.raw(`pragma table_info(${name})`),
    );
    const { primaryKeys, indexes } = getTableConfig(table);
    const keyed = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
    const said = Object.values(getTableColumns(table)).map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      isRequired: column.notNull,
      isKey: column.primary || keyed.has(column.name),
    }));
    expect(said).toEqual(
      made.map((column) => ({
        name: column.name,
        type: column.type.toLowerCase(),
        isRequired: column.notnull === 1 || column.pk > 0,
        isKey: column.pk > 0,
      })),
    );
    const madeIndexes = await rowsOf<{ name: string }>(
      store.read,
      sql`select name from sqlite_master where type = 'index' and tbl_name = ${name} and sql is not null order by name`,
    );
    expect(indexes.map((index) => index.config.name).sort()).toEqual(madeIndexes.map((index) => index.name));
  },
);

it('no table was made that the program does not know', async () => {
  const made = await rowsOf<{ name: string }>(
    store.read,
    sql`select name from sqlite_master where type = 'table' and name <> 'migrations' order by name`,
  );
  expect(made.map((table) => table.name)).toEqual(tables.map((table) => getTableName(table)).sort());
});
