-- How cash security was deposited: the limit of a credit card counts it with payments.
alter table cash_security add column channel text;

-- Up to which document a daily notice counts: run again, it counts none twice.
alter table daily_notices add column last_document_id integer not null default 0;
