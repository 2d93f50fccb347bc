-- Release prior to payment: who is enrolled, the security agreements, cash held in trust, demands on providers.
create table rpp_enrolments (
  program_account text primary key,
  enrolled_on text not null,
  estimate_cents integer,
  highest_month_cents integer not null,
  next_highest_month_cents integer,
  comply_by text,
  below_since text,
  utilisation text not null
);

create table security_agreements (
  id integer primary key,
  program_account text not null,
  provider_bn9 text not null,
  agreement_number text not null,
  authority text not null,
  amount_cents integer not null,
  valid_from text not null,
  valid_to text,
  status text not null
);
create index security_agreements_account on security_agreements (program_account, id);
create index security_agreements_ending on security_agreements (valid_to);
create unique index security_agreements_number on security_agreements (provider_bn9, agreement_number);

create table cash_security (
  document_id integer primary key,
  program_account text not null,
  amount_cents integer not null,
  moved_on text not null,
  reason text not null
);
create index cash_security_account on cash_security (program_account, document_id);

create table security_demands (
  id integer primary key,
  agreement_id integer not null,
  program_account text not null,
  amount_cents integer not null,
  demanded_on text not null,
  answer_by text not null,
  status text not null,
  grounds text,
  document_id integer not null
);
create index security_demands_account on security_demands (program_account, id);
