create table environment (
  key text primary key,
  value text not null
);

create table due_work (
  kind text not null,
  due_at text not null,
  state text not null,
  resume_after text not null,
  units integer not null,
  primary key (kind, due_at)
);

create table events (
  seq integer primary key,
  simulated_at text not null,
  real_at text not null,
  actor text not null,
  on_behalf_of text,
  action text not null,
  subject text not null,
  outcome text not null,
  detail text not null,
  hash text not null
);

create table idempotency (
  actor text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  body text not null,
  primary key (actor, key)
);

create table reference_records (
  list text not null,
  key text not null,
  effective_from text not null,
  effective_to text,
  data text not null,
  source text not null,
  mark text not null,
  primary key (list, key, effective_from)
);

create table businesses (
  bn9 text primary key,
  legal_name text not null,
  kind text not null,
  language text not null,
  province text not null
);

create table program_accounts (
  bn15 text primary key,
  bn9 text not null,
  profile text not null,
  has_rpp integer not null,
  offsetting text not null,
  opened_on text not null
);
create index program_accounts_bn9 on program_accounts (bn9);

create table delegations (
  broker_bn9 text not null,
  importer_bn9 text not null,
  valid_from text not null,
  valid_to text,
  primary key (broker_bn9, importer_bn9, valid_from)
);

create table api_credentials (
  id text primary key,
  token_hash text not null unique,
  name text not null,
  kind text not null,
  bn9 text,
  scopes text not null,
  revoked_at text
);

create table releases (
  transaction_number text primary key,
  importer_bn15 text not null,
  broker_bn9 text,
  office text not null,
  option text not null,
  mode text not null,
  carrier_code text not null,
  cargo_control_number text not null,
  released_at text not null
);
create index releases_importer on releases (importer_bn15, transaction_number);

create table cad_drafts (
  id text primary key,
  importer_bn15 text not null,
  declared text not null,
  revision integer not null,
  submitted_as text
);
create index cad_drafts_importer on cad_drafts (importer_bn15, id);

create table cads (
  transaction_number text not null,
  version integer not null,
  cad_type text not null,
  importer_bn15 text not null,
  filed_by text not null,
  channel text not null,
  office text not null,
  status text not null,
  released_on text,
  accounted_on text not null,
  account_by text,
  period_end text,
  due_on text not null,
  is_late integer not null,
  has_provisional_rate integer not null,
  vfd_cents integer not null,
  duties_cents integer not null,
  gst_cents integer not null,
  total_cents integer not null,
  document_id integer not null,
  declared text not null,
  warnings text not null,
  primary key (transaction_number, version)
);

create table cad_lines (
  document_id integer not null,
  line integer not null,
  classification text not null,
  origin text not null,
  treatment text not null,
  vfd_cents integer not null,
  duty_cents integer not null,
  gst_cents integer not null,
  total_cents integer not null,
  other text not null,
  primary key (document_id, line)
) without rowid;

create table documents (
  id integer primary key,
  code text not null,
  program_account text not null,
  reference text not null,
  amount_cents integer not null,
  effective_on text not null,
  posted_on text not null,
  due_on text not null,
  interest_from text not null,
  period_end text,
  reverses integer,
  stated_on text
);
create index documents_account on documents (program_account, id);
create index documents_posted_on on documents (posted_on);

create table postings (
  document_id integer not null,
  line integer not null,
  gl_account text not null,
  program_account text not null,
  amount_cents integer not null,
  primary key (document_id, line)
) without rowid;

create table open_items (
  document_id integer primary key,
  program_account text not null,
  due_on text not null,
  class integer not null,
  remaining_cents integer not null
);
create index open_items_credit on open_items (program_account) where remaining_cents < 0;

create table clearings (
  id integer primary key,
  program_account text not null,
  cleared_on text not null,
  debit_document_id integer not null,
  credit_document_id integer not null,
  amount_cents integer not null,
  posting_document_id integer not null
);
create index clearings_account on clearings (program_account, id);

create table payments (
  id text primary key,
  program_account text not null,
  channel text not null,
  amount_cents integer not null,
  value_on text not null,
  received_at text not null,
  document_id integer not null,
  chosen text not null
);
create index payments_account on payments (program_account, id);

create table statements (
  program_account text not null,
  issued_on text not null,
  period_start text not null,
  period_end text not null,
  due_on text not null,
  opening_cents integer not null,
  debits_cents integer not null,
  credits_cents integer not null,
  closing_cents integer not null,
  payable_cents integer not null,
  primary key (program_account, issued_on)
);

create table daily_notices (
  program_account text not null,
  posted_on text not null,
  issued_at text not null,
  documents integer not null,
  total_cents integer not null,
  primary key (program_account, posted_on)
);

create table response_times (
  service_class integer not null,
  minute text not null,
  total integer not null,
  within_half_second integer not null,
  within_two_seconds integer not null,
  sum_microseconds integer not null,
  primary key (service_class, minute)
);

create table outages (
  id integer primary key,
  application text not null,
  started_at text not null,
  ended_at text,
  is_planned integer not null,
  reason text not null
);
