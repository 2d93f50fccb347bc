-- What outside systems keep: numbers that the register issued, releases that wait while the release system is down.
create table business_numbers (
  bn9 text primary key,
  legal_name text not null,
  issued_on text not null
);

create table release_messages (
  id integer primary key,
  message text not null,
  queued_at text not null
);

-- Who paid for the business, which payments were one, and which payment seems to be made twice.
alter table payments add column payer_bn9 text;
alter table payments add column group_id text;
alter table payments add column duplicate_of text;

-- Taken and not yet posted: the money stands in 1090, in value of its own day.
create table payments_in_transit (
  id text primary key,
  program_account text not null,
  channel text not null,
  amount_cents integer not null,
  value_on text not null,
  received_at text not null,
  posts_on text not null,
  chosen text not null,
  payer_bn9 text,
  group_id text,
  duplicate_of text
);
create index payments_in_transit_account on payments_in_transit (program_account, id);

create table bank_messages (
  reference text primary key,
  channel text not null,
  total_cents integer not null,
  taken_at text not null
);

create table unidentified_payments (
  id integer primary key,
  payee text not null,
  payer text not null,
  channel text not null,
  amount_cents integer not null,
  value_on text not null,
  received_at text not null,
  status text not null,
  receipt text
);

create table debit_agreements (
  id integer primary key,
  program_account text not null,
  institution text not null,
  transit text not null,
  account_number text not null,
  holder text not null,
  agreed_on text not null,
  cancelled_on text
);
create index debit_agreements_account on debit_agreements (program_account, id);

create table debits (
  program_account text not null,
  statement_on text not null,
  agreement_id integer not null,
  amount_cents integer not null,
  receipt text,
  ordered_on text not null,
  primary key (program_account, statement_on)
);

-- Accounts whose debt was referred to the Canada Revenue Agency.
create table referrals (
  program_account text primary key,
  referred_on text not null
);

create table disbursements (
  id integer primary key,
  program_account text not null,
  amount_cents integer not null,
  reason text not null,
  method text not null,
  institution text,
  transit text,
  account_number text,
  status text not null,
  ordered_on text not null,
  pays_on text not null,
  settled_on text,
  document_id integer not null
);
create index disbursements_account on disbursements (program_account, id);

create table collections (
  program_account text not null,
  opened_on text not null,
  step text not null,
  step_on text not null,
  overdue_cents integer not null,
  closed_on text,
  primary key (program_account, opened_on)
);

create table write_offs (
  id integer primary key,
  program_account text not null,
  documents text not null,
  amount_cents integer not null,
  reason text not null,
  requested_by text not null,
  requested_on text not null,
  status text not null,
  decided_by text,
  decided_on text,
  document_id integer
);
create index write_offs_account on write_offs (program_account, id);
