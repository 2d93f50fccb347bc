-- How a version of a declaration came about, why, and what of its lower GST was not given back.
alter table cads add column change text not null default 'ORIGINAL';

alter table cads add column reasons text not null default '[]';

alter table cads add column gst_kept_cents integer not null default 0;

create table recourse_cases (
  id text primary key,
  kind text not null,
  transaction_number text not null,
  importer_bn15 text not null,
  base_version integer not null,
  state text not null,
  opened_on text not null,
  opened_by text not null,
  declared text,
  reasons text not null,
  rationale text not null,
  decided_on text,
  decided_by text,
  result_version integer
);

create index recourse_cases_importer on recourse_cases (importer_bn15, id);

create index recourse_cases_transaction on recourse_cases (transaction_number);

create table recalculations (
  id text primary key,
  rule text not null,
  state text not null,
  reason text not null,
  created_on text not null,
  created_by text not null,
  approved_by text,
  resume_after text not null
);

create table recalculated_cads (
  recalculation_id text not null,
  transaction_number text not null,
  importer_bn15 text not null,
  before_cents integer not null,
  after_cents integer not null,
  version integer,
  undone_version integer,
  primary key (recalculation_id, transaction_number)
);

create index clearings_debit on clearings (debit_document_id);
