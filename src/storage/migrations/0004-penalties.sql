create table penalties (
  id text primary key,
  kind text not null,
  contravention text not null,
  bn9 text not null,
  program_account text not null,
  subject text not null,
  level integer not null,
  contraventions integer not null,
  assessed_cents integer not null,
  owed_cents integer not null,
  committed_on text not null,
  served_on text not null,
  issued_by text not null,
  reason text,
  status text not null,
  document_id integer not null
);
create index penalties_client on penalties (bn9, contravention);
create index penalties_account on penalties (program_account, id);
create index penalties_subject on penalties (subject);

create table redresses (
  penalty_id text primary key,
  step text not null,
  grounds text not null,
  asked_on text not null,
  asked_by text not null,
  reasons text,
  evidence_until text,
  evidence text,
  decision text,
  decided_on text,
  court_until text,
  court_file text,
  court_on text
);
