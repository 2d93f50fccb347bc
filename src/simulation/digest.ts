import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import { eventsInOrder } from '../storage/events.ts';
import { rowsOf } from '../storage/rows-of.ts';

/** The tables of the business state, each in an order that does not depend on how its rows came in. */
const tables = [
  ['businesses', 'bn9'],
  ['program_accounts', 'bn15'],
  ['registrations', 'register, number'],
  ['delegations', 'broker_bn9, importer_bn9'],
  ['authority_requests', 'id'],
  ['memberships', 'user_id, bn9, program'],
  ['access_requests', 'id'],
  ['invitations', 'id'],
  ['client_groups', 'id'],
  ['client_group_clients', 'group_id, client_bn9'],
  ['client_group_employees', 'group_id, user_id'],
  ['business_registrations', 'id'],
  ['registration_tries', 'user_id, bn9'],
  ['uploads', 'id'],
  ['rulings', 'id'],
  ['releases', 'transaction_number'],
  ['b3s', 'transaction_number'],
  ['cads', 'transaction_number, version'],
  ['cad_lines', 'document_id, line'],
  ['waiting_cads', 'transaction_number'],
  ['warehouse_movements', 'id'],
  ['documents', 'id'],
  ['postings', 'document_id, line'],
  ['open_items', 'document_id'],
  ['clearings', 'id'],
  ['payments', 'id'],
  ['payments_in_transit', 'id'],
  ['bank_messages', 'reference'],
  ['unidentified_payments', 'id'],
  ['debit_agreements', 'id'],
  ['debits', 'program_account, statement_on'],
  ['referrals', 'program_account'],
  ['disbursements', 'id'],
  ['collections', 'program_account, opened_on'],
  ['write_offs', 'id'],
  ['statements', 'program_account, issued_on'],
  ['daily_notices', 'program_account, posted_on'],
  ['rpp_enrolments', 'program_account'],
  ['security_agreements', 'id'],
  ['cash_security', 'document_id'],
  ['security_requests', 'id'],
  ['security_demands', 'id'],
  ['security_holds', 'case_id'],
  ['interest_reductions', 'id'],
  ['recourse_cases', 'id'],
  ['mass_adjustments', 'id'],
  ['recalculations', 'id'],
  ['recalculated_cads', 'recalculation_id, transaction_number'],
  ['drawback_claims', 'id'],
  ['drawback_lines', 'claim_id, line'],
  ['penalties', 'id'],
  ['redresses', 'penalty_id'],
  ['business_numbers', 'bn9'],
  ['release_messages', 'id'],
  ['edi_interchanges', 'id'],
  ['edi_outbox', 'id'],
  ['edi_transmissions', 'program_account'],
  ['edi_awaited', 'transaction_number'],
  ['certifications', 'id'],
  ['certification_cases', 'certification_id, position, attempt'],
  ['outages', 'id'],
  ['tickets', 'id'],
  ['ticket_steps', 'ticket, step'],
  ['problems', 'id'],
  ['changes', 'id'],
] as const;

/** A digest of the business state and of all that happened; the machine's time is left out of it. */
export async function businessDigest(on: Reader): Promise<string> {
  const digest = createHash('sha256');
  for (const [table, order] of tables) {
    digest.update(`${table}\n`);
    for (let offset = 0; ; offset += 5000) {
      const rows = await rowsOf(
        on,
        sql.raw(`select * from ${table} order by ${order} limit 5000 offset ${offset}`),
      );
      for (const row of rows) digest.update(`${JSON.stringify(row)}\n`);
      if (rows.length < 5000) break;
    }
  }
  for await (const { realAt, hash, ...event } of eventsInOrder(on))
    digest.update(`${JSON.stringify(event)}\n`);
  return digest.digest('hex');
}
