-- Drawback by kind of duty, so that it follows what a declaration bears later, and the waiver it was claimed with.
alter table drawback_claims add column has_waiver integer not null default 0;
alter table drawback_lines add column given text not null default '{}';
update drawback_lines set given = '{"duty":' || drawback_cents || '}';

-- What the partner told with an adjustment.
alter table recourse_cases add column reason_to_believe_on text;
alter table recourse_cases add column correct_by text;
alter table recourse_cases add column perishable_noticed_on text;

-- Security set aside for an amount in dispute: while it is, the amount is not overdue and bears the prescribed rate.
create table security_holds (
  case_id text primary key,
  program_account text not null,
  transaction_number text not null,
  amount_cents integer not null,
  held_on text not null,
  released_on text
);

create index security_holds_account on security_holds (program_account);
