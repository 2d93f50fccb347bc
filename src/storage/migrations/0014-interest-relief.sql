-- Periods for which an officer authorised the prescribed instead of the specified rate of interest.
create table interest_reductions (
  id integer primary key,
  program_account text not null,
  first_day text not null,
  last_day text not null,
  reason text not null,
  decided_on text not null,
  decided_by text not null
);

create index interest_reductions_account on interest_reductions (program_account);
