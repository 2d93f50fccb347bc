-- Tickets of the support desk, everything that happened to each, and the problems behind them.
create table tickets (
  id integer primary key,
  number text not null,
  source text not null,
  kind text not null,
  category text not null,
  functional_area text not null,
  nature text not null,
  title text not null,
  description text not null,
  application text not null,
  organisation_type text not null,
  bn9 text,
  opened_by text not null,
  process text not null,
  phase text not null,
  facts text not null,
  claimed_priority text,
  priority text,
  rule text not null,
  status text not null,
  opened_at text not null,
  responded_at text,
  resolved_at text,
  closed_at text,
  close_on text,
  problem_id integer,
  caused_by_change text,
  fixed_by_change text
);

create unique index tickets_number on tickets (number);
create index tickets_bn9 on tickets (bn9, id);
create index tickets_status on tickets (status, id);

create table ticket_steps (
  ticket text not null,
  step integer not null,
  at text not null,
  by text not null,
  kind text not null,
  status text not null,
  priority text,
  escalated_to text,
  text text not null,
  is_internal integer not null,
  primary key (ticket, step)
);

create table problems (
  id integer primary key,
  reference text not null,
  application text not null,
  title_en text not null,
  title_fr text not null,
  workaround_en text not null,
  workaround_fr text not null,
  is_published integer not null,
  opened_at text not null,
  closed_at text,
  fixed_by_change text
);
