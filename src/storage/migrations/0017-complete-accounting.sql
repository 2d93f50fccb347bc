-- What a declaration says, of whom and of which day: one that is sent twice under two numbers is told.
alter table cads add column content_hash text;

create index cads_content on cads (content_hash) where content_hash is not null;

-- Up to which event an account was told by EDI of the versions that the CBSA made; null where it did not ask.
alter table edi_transmissions add column changes_after integer;

-- What the Federal Court said of a decision on a penalty.
alter table redresses add column court_decision text;
alter table redresses add column court_decided_on text;
