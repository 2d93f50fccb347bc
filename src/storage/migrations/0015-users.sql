-- Persons who sign in, what they may do for which business, and what a business lets others do for it.
create table users (
  id text primary key,
  email text not null unique,
  name text not null,
  kind text not null,
  language text not null,
  password_hash text not null,
  status text not null,
  registered_on text not null,
  last_sign_in_on text not null,
  wants_mail integer not null,
  authenticator text,
  recovery_codes text not null,
  failed_tries integer not null,
  locked_until text,
  is_cast integer not null
);

create table memberships (
  user_id text not null,
  bn9 text not null,
  program text not null,
  role text not null,
  primary key (user_id, bn9, program)
);

create index memberships_bn9 on memberships (bn9);

create table access_requests (
  id integer primary key,
  user_id text not null,
  bn9 text not null,
  comment text not null,
  asked_on text not null,
  status text not null,
  decided_by text,
  decided_on text
);

create index access_requests_bn9 on access_requests (bn9, status);

create table sessions (
  token_hash text primary key,
  user_id text not null,
  stage text not null,
  begun_at text not null,
  seen_at text not null,
  acting_for text,
  code_hash text,
  code_until text,
  code_tries integer not null
);

create table mail (
  id integer primary key,
  address text not null,
  sent_at text not null,
  subject text not null,
  body text not null
);

create index mail_address on mail (address, id);

create table sights (
  id integer primary key,
  user_id text not null,
  simulated_at text not null,
  real_at text not null,
  program_account text,
  path text not null
);

create table authority_requests (
  id integer primary key,
  provider_bn9 text not null,
  importer_bn9 text not null,
  programs text not null,
  visibility integer not null,
  valid_from text not null,
  valid_to text,
  comment text not null,
  asked_by text not null,
  asked_on text not null,
  status text not null,
  decided_by text,
  decided_on text
);

create index authority_requests_importer on authority_requests (importer_bn9, status);
create index authority_requests_provider on authority_requests (provider_bn9, status);

-- Authority over chosen program accounts, and how much of them is seen; as it was: over all, and all of it.
alter table delegations add column programs text not null default '[]';
alter table delegations add column visibility integer not null default 3;

-- Where a business is, exactly as the register has it: who registers it in the portal has to know it.
alter table businesses add column address text not null default '';

create table business_registrations (
  id integer primary key,
  user_id text not null,
  bn9 text not null,
  program text not null,
  legal_name text not null,
  address text not null,
  is_resident integer not null,
  asked_on text not null,
  status text not null,
  decided_by text,
  decided_on text,
  reason text not null
);

create index business_registrations_status on business_registrations (status, id);

create index sights_account on sights (program_account, id);

-- A draft of a change names the version that it changes.
alter table cad_drafts add column changes text;

-- What a client is told, but for what it did itself and does all day: declarations would pay for this index.
create index events_told on events (on_behalf_of, seq)
where action <> 'cad.accepted' and action <> 'release.reported';

-- What a person read of it last.
alter table users add column read_up_to integer not null default 0;

create table uploads (
  id integer primary key,
  program_account text not null,
  case_reference text not null,
  kind text not null,
  file_name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  content text not null,
  uploaded_by text not null,
  uploaded_at text not null
);

create index uploads_account on uploads (program_account, id);

create table rulings (
  id integer primary key,
  program_account text not null,
  kind text not null,
  goods text not null,
  details text not null,
  port_of_entry text not null,
  earlier_reference text not null,
  was_imported_before integer not null,
  is_continuing integer not null,
  consents_to_publish integer not null,
  status text not null,
  asked_on text not null,
  asked_by text not null,
  assigned_to text,
  question text,
  answer text,
  decision text,
  decided_on text
);

create index rulings_account on rulings (program_account, id);
create index rulings_status on rulings (status, id);

-- Who began a draft: a delegate at the first level of visibility sees its own alone.
alter table cad_drafts add column begun_by text not null default '';

-- The newest event of the journal that a person was told of by mail.
alter table users add column mailed_up_to integer not null default 0;
