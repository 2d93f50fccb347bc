-- Drawback: duties given back on goods that were exported.
create table drawback_claims (
  id integer primary key,
  claimant text not null,
  state text not null,
  filed_on text not null,
  filed_by text not null,
  purpose text not null,
  destination text not null,
  exported_on text not null,
  evidence text not null,
  decided_on text,
  decided_by text,
  rationale text not null,
  total_cents integer not null,
  document_id integer
);

create index drawback_claims_claimant on drawback_claims (claimant, id);

create table drawback_lines (
  claim_id integer not null,
  line integer not null,
  transaction_number text not null,
  cad_line integer not null,
  quantity_thousandths integer not null,
  duty_paid_abroad_cents integer,
  drawback_cents integer not null,
  primary key (claim_id, line)
);

create index drawback_lines_transaction on drawback_lines (transaction_number, cad_line);
