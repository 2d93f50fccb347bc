import { sql } from 'drizzle-orm';
import type { Reader } from '../context.ts';
import { clientAccounts } from '../ledger/chart.ts';
import { eventsInOrder, hashOf } from '../storage/events.ts';
import { rowsOf } from '../storage/rows-of.ts';

/** An invariant that does not hold, and what offends it. */
export interface Violation {
  invariant: string;
  offender: string;
  detail: string;
}

interface Check {
  invariant: string;
  /** Gives a row (offender, detail) for each offence. */
  query: ReturnType<typeof sql>;
}

/** Plain SQL that both databases understand. Source: the invariants of the ledger. */
const checks: readonly Check[] = [
  {
    invariant: 'every document’s postings balance to the cent',
    query: sql`select document_id as offender, sum(amount_cents) as detail from postings group by document_id having sum(amount_cents) <> 0`,
  },
  {
    invariant: 'every document is posted as its amount says',
    query: sql`select d.id as offender, d.amount_cents as detail from documents d
      left join postings p on p.document_id = d.id and p.gl_account = d.client_account
      where d.code <> 'CLR'
      group by d.id, d.amount_cents having coalesce(sum(p.amount_cents), 0) <> d.amount_cents`,
  },
  {
    invariant: 'a document touches the client’s side in one account',
    query: sql`select d.id as offender, p.gl_account as detail from documents d
      join postings p on p.document_id = d.id and p.gl_account <> d.client_account
        and p.gl_account in ${clientAccounts}
      where d.code <> 'CLR'`,
  },
  {
    invariant: 'postings belong to a document',
    query: sql`select p.document_id as offender, count(*) as detail from postings p
      left join documents d on d.id = p.document_id where d.id is null group by p.document_id`,
  },
  {
    invariant: 'open items are what clearings have left of their documents',
    query: sql`select d.id as offender, d.amount_cents as detail from documents d
      left join open_items o on o.document_id = d.id
      left join (
        select id, sum(amount) as amount from (
          select debit_document_id as id, amount_cents as amount from clearings
          union all select credit_document_id as id, -amount_cents as amount from clearings
        ) as legs group by id
      ) c on c.id = d.id
      where d.code <> 'CLR' and d.amount_cents - coalesce(c.amount, 0) <> coalesce(o.remaining_cents, 0)`,
  },
  {
    invariant: 'no open item has gone past nothing',
    query: sql`select o.document_id as offender, o.remaining_cents as detail from open_items o
      join documents d on d.id = o.document_id
      where o.remaining_cents = 0 or (o.remaining_cents > 0) <> (d.amount_cents > 0)
        or abs(o.remaining_cents) > abs(d.amount_cents)`,
  },
  {
    invariant: 'each clearing document posts what its pairs say',
    query: sql`select id as offender, account || ' ' || sum(amount) as detail from (
        select p.document_id as id, p.gl_account as account, p.amount_cents as amount from postings p
          join documents d on d.id = p.document_id where d.code = 'CLR'
        union all select c.posting_document_id, d.client_account, -c.amount_cents from clearings c
          join documents d on d.id = c.credit_document_id
        union all select c.posting_document_id, d.client_account, c.amount_cents from clearings c
          join documents d on d.id = c.debit_document_id
      ) as legs group by id, account having sum(amount) <> 0`,
  },
  {
    invariant: 'the versions of a declaration sum to its current total',
    // Each sum is made once for all declarations: for each of them it would go through the whole ledger.
    query: sql`select c.transaction_number as offender, c.total_cents as detail from cads c
      left join (select v.transaction_number, sum(d.amount_cents) as amount from cads v
        join documents d on d.id = v.document_id
        group by v.transaction_number) posted on posted.transaction_number = c.transaction_number
      left join (select v.transaction_number, sum(r.amount_cents) as amount from documents r
        join documents d on d.id = r.reverses
        join cads v on v.transaction_number = d.reference and v.document_id = d.id
        where r.code = 'REV' and r.client_account = '1100'
        group by v.transaction_number) taken on taken.transaction_number = c.transaction_number
      where c.version = (select max(v.version) from cads v where v.transaction_number = c.transaction_number)
        and c.total_cents + c.gst_kept_cents <> coalesce(posted.amount, 0) + coalesce(taken.amount, 0)
          + case when c.status = 'WITHDRAWN' then 0 else coalesce((select f.total_cents from cads f
            join b3s b on b.transaction_number = f.transaction_number
            where f.transaction_number = c.transaction_number and f.version = 1), 0) end`,
  },
  {
    invariant: 'no more goods leave a warehouse than came in',
    query: sql`select stock_transaction || ' ' || stock_line as offender, sum(quantity_thousandths) as detail
      from warehouse_movements group by stock_transaction, stock_line having sum(quantity_thousandths) < 0`,
  },
  {
    invariant: 'the lines of a declaration add up to it',
    query: sql`select c.transaction_number as offender, c.total_cents as detail from cads c
      join cad_lines l on l.document_id = c.document_id
      group by c.transaction_number, c.version, c.total_cents, c.vfd_cents, c.gst_cents
      having sum(l.total_cents) <> c.total_cents or sum(l.vfd_cents) <> c.vfd_cents or sum(l.gst_cents) <> c.gst_cents`,
  },
  {
    invariant: 'every declaration is posted',
    query: sql`select c.transaction_number as offender, c.total_cents as detail from cads c
      left join documents d on d.id = c.document_id where d.id is null or d.reference <> c.transaction_number`,
  },
  {
    invariant: 'every payment is posted',
    query: sql`select p.id as offender, p.amount_cents as detail from payments p
      left join documents d on d.id = p.document_id where d.id is null or d.amount_cents <> -p.amount_cents`,
  },
  {
    invariant: 'what stands in 1090 is payments in transit and those that nobody is known for',
    query: sql`select account as offender, sum(amount) as detail from (
        select program_account as account, -amount_cents as amount from postings where gl_account = '1090'
        union all select program_account, -amount_cents from payments_in_transit
        union all select 'UNIDENTIFIED', -amount_cents from unidentified_payments where status = 'OPEN'
      ) as legs group by account having sum(amount) <> 0`,
  },
  {
    invariant: 'a debit is drawn once, as a payment of its amount',
    query: sql`select d.program_account || ' ' || d.statement_on as offender, d.amount_cents as detail from debits d
      left join (select id, amount_cents from payments union all select id, amount_cents from payments_in_transit) p
        on p.id = d.receipt
      where d.receipt is not null and coalesce(p.amount_cents, 0) <> d.amount_cents`,
  },
  {
    invariant: 'what is payable to clients is the disbursements that are ordered',
    query: sql`select account as offender, sum(amount) as detail from (
        select program_account as account, -amount_cents as amount from postings where gl_account = '2100'
        union all select program_account, -amount_cents from disbursements where status = 'ORDERED'
      ) as legs group by account having sum(amount) <> 0`,
  },
  {
    invariant: 'an account is marked as referred while its collection is',
    query: sql`select account as offender, sum(marks) as detail from (
        select program_account as account, 1 as marks from referrals
        union all select program_account, -1 from collections
          where step in ('ARREARS', 'SECURITY_DEMAND', 'LEGAL_ACTION') and closed_on is null
      ) as legs group by account having sum(marks) <> 0`,
  },
  {
    invariant: 'two officers write off, and what they say is posted',
    query: sql`select w.id as offender, w.amount_cents as detail from write_offs w
      left join documents d on d.id = w.document_id
      where w.status in ('APPROVED', 'REVERSED')
        and (d.id is null or d.amount_cents <> -w.amount_cents or w.decided_by = w.requested_by)`,
  },
  {
    invariant: 'a statement closes with opening plus debits less credits',
    query: sql`select program_account || ' ' || issued_on as offender, closing_cents as detail from statements
      where closing_cents <> opening_cents + debits_cents - credits_cents`,
  },
  {
    invariant: 'a statement opens where the one before it closed',
    query: sql`select s.program_account || ' ' || s.issued_on as offender, s.opening_cents as detail from statements s
      where s.opening_cents <> coalesce((select p.closing_cents from statements p
        where p.program_account = s.program_account and p.issued_on < s.issued_on order by p.issued_on desc limit 1), 0)`,
  },
  {
    invariant: 'a statement’s debits and credits are the documents it shows',
    query: sql`select s.program_account || ' ' || s.issued_on as offender, s.debits_cents - s.credits_cents as detail from statements s
      where s.debits_cents - s.credits_cents <> (select coalesce(sum(d.amount_cents), 0) from documents d
        where d.program_account = s.program_account and d.stated_on = s.issued_on)`,
  },
  {
    invariant: 'cash security in trust is what its movements say',
    query: sql`select account as offender, sum(amount) as detail from (
        select program_account as account, -amount_cents as amount from postings where gl_account = '2000'
        union all select program_account, -amount_cents from cash_security
      ) as legs group by account having sum(amount) <> 0`,
  },
  {
    invariant: 'claims on providers are the demands that wait for their money',
    query: sql`select account as offender, sum(amount) as detail from (
        select program_account as account, amount_cents as amount from postings where gl_account = '1300'
        union all select program_account, -amount_cents from security_demands
          where status in ('DEMANDED', 'REBUTTED', 'PAYABLE')
      ) as legs group by account having sum(amount) <> 0`,
  },
  {
    invariant: 'no more cash security leaves than came in',
    query: sql`select program_account as offender, sum(amount_cents) as detail from cash_security
      group by program_account having sum(amount_cents) < 0`,
  },
  {
    invariant: 'every approved drawback is posted, and is what its lines say',
    query: sql`select c.id as offender, c.total_cents as detail from drawback_claims c
      left join documents d on d.code = 'DRW' and d.program_account = c.claimant and d.reference = 'K32-' || c.id
      where c.state = 'APPROVED' group by c.id, c.total_cents
      having coalesce(sum(d.amount_cents), 0) <> -c.total_cents or c.total_cents <>
        (select coalesce(sum(l.drawback_cents), 0) from drawback_lines l where l.claim_id = c.id)`,
  },
  {
    // With what was never paid of a declaration goes the GST on it.
    invariant: 'no refund gives back GST that was paid',
    query: sql`select d.id as offender, p.amount_cents as detail from documents d
      join postings p on p.document_id = d.id where d.code = 'REF' and p.gl_account in ('3040', '3041') and p.amount_cents > 0
        and p.amount_cents >= (select coalesce(sum(c.amount_cents), 0) from clearings c
          join documents own on own.id = c.debit_document_id
          where c.credit_document_id = d.id and own.reference = d.reference and c.cleared_on = d.posted_on)`,
  },
];

/** Check every invariant of a database. Nothing found: it is in order. */
export async function verify(on: Reader): Promise<Violation[]> {
  const run = (query: ReturnType<typeof sql>) => rowsOf<Row>(on, query);
  const violations: Violation[] = [];
  for (const { invariant, query } of checks) {
    for (const row of (await run(query)).slice(0, 20)) {
      violations.push({ invariant, offender: String(row.offender), detail: String(row.detail) });
    }
  }
  violations.push(...(await verifyJournal(on, run)));
  return violations;
}

interface Row {
  offender: unknown;
  detail: unknown;
}

/** The journal is a chain without a gap, and replaying it gives every account's balance. */
async function verifyJournal(
  on: Reader,
  run: (query: ReturnType<typeof sql>) => Promise<Row[]>,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  const replayed = new Map<string, number>();
  let previous = { seq: 0, hash: '0'.repeat(64) };
  for await (const event of eventsInOrder(on)) {
    const isChained = event.seq === previous.seq + 1 && event.hash === hashOf(event, previous.hash);
    if (!isChained) {
      violations.push({
        invariant: 'the journal is a chain without a gap',
        offender: `event ${event.seq}`,
        detail: `follows ${previous.seq}; its hash or its predecessor's does not agree`,
      });
      break;
    }
    previous = event;
    const { totalCents } = JSON.parse(event.detail) as { totalCents?: number };
    if (event.onBehalfOf !== null && totalCents !== undefined) {
      replayed.set(event.onBehalfOf, (replayed.get(event.onBehalfOf) ?? 0) + totalCents);
    }
  }
  const balances = await run(
    sql`select program_account as offender, sum(amount_cents) as detail from documents group by program_account`,
  );
  const posted = new Map(balances.map((row) => [String(row.offender), Number(row.detail)]));
  for (const account of new Set([...replayed.keys(), ...posted.keys()])) {
    const [byJournal, byLedger] = [replayed.get(account) ?? 0, posted.get(account) ?? 0];
    if (byJournal === byLedger) continue;
    violations.push({
      invariant: 'replaying the journal gives every balance of the ledger',
      offender: account,
      detail: `${byJournal} cents by the journal, ${byLedger} by the ledger`,
    });
  }
  return violations;
}
