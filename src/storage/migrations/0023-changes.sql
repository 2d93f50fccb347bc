-- Changes to the system: planned, announced, deployed and backed out; and the known defects that they fix.
create table changes (
  id text primary key,
  title_en text not null,
  title_fr text not null,
  touches text not null,
  fixes text not null,
  planned_for text,
  announced_at text,
  deployed_at text,
  backed_out_at text
);
