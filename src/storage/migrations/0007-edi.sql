create table edi_interchanges (
  id integer primary key,
  party text not null,
  syntax text not null,
  sender text not null,
  reference text not null,
  received_at text not null,
  content text not null,
  content_hash text not null,
  state text not null,
  answer text,
  outcomes text not null,
  duplicate_of integer
);

create index edi_interchanges_party on edi_interchanges (party, reference);

create table edi_outbox (
  id integer primary key,
  party text not null,
  kind text not null,
  about text not null,
  syntax text not null,
  content text not null,
  created_at text not null,
  acknowledged_at text
);

create index edi_outbox_party on edi_outbox (party, id);

create table edi_transmissions (
  program_account text primary key,
  party text not null,
  syntax text not null,
  statements integer not null,
  daily_notices integer not null,
  asked_on text not null
);

create table certifications (
  id text primary key,
  party text not null,
  channel text not null,
  state text not null,
  applied_at text not null,
  test_account text not null,
  security_number text not null,
  next_serial integer not null,
  after_seq integer not null,
  certified_at text,
  live_at text
);

create index certifications_party on certifications (party, id);

create table certification_cases (
  certification_id text not null,
  position integer not null,
  attempt integer not null,
  case_key text not null,
  numbers text not null,
  state text not null,
  steps_done integer not null,
  accepted integer not null,
  rejected integer not null,
  reason_en text,
  reason_fr text,
  primary key (certification_id, position, attempt)
);

alter table idempotency add column content_type text not null default 'application/json';
