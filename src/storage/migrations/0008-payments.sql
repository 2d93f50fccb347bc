-- What outside systems keep: numbers that the register issued, releases that wait while the release system is down.
create table business_numbers (
  bn9 text primary key,
  legal_name text not null,
  issued_on text not null
);

create table release_messages (
  id integer primary key,
  message text not null,
  queued_at text not null
);
