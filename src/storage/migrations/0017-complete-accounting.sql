-- What a declaration says, of whom and of which day: one that is sent twice under two numbers is told.
alter table cads add column content_hash text;

create index cads_content on cads (content_hash) where content_hash is not null;

-- Up to which event an account was told by EDI of the versions that the CBSA made; null where it did not ask.
alter table edi_transmissions add column changes_after integer;

-- What the Federal Court said of a decision on a penalty.
alter table redresses add column court_decision text;
alter table redresses add column court_decided_on text;

-- One change asked for in many declarations of an importer at once; each of them has a case of its own.
create table mass_adjustments (
  id text primary key,
  importer_bn15 text not null,
  change text not null,
  reasons text not null,
  rationale text not null,
  state text not null,
  asked_on text not null,
  asked_by text not null,
  declarations integer not null,
  change_cents integer not null,
  decided_on text,
  decided_by text,
  resume_after text not null
);

create index mass_adjustments_importer on mass_adjustments (importer_bn15, id);

alter table recourse_cases add column mass_id text;

create index recourse_cases_mass on recourse_cases (mass_id, id) where mass_id is not null;

-- For which program security is given; one agreement may be apportioned over the accounts of a business.
alter table security_agreements add column program text not null default 'importation';

drop index security_agreements_number;

create unique index security_agreements_number
  on security_agreements (provider_bn9, agreement_number, program_account);

-- Importers that ask to secure less than their highest month, or to have cash back.
create table security_requests (
  id integer primary key,
  program_account text not null,
  kind text not null,
  asked_cents integer not null,
  rationale text not null,
  state text not null,
  asked_on text not null,
  asked_by text not null,
  decided_on text,
  decided_by text,
  reason text
);

create index security_requests_account on security_requests (program_account, id);
