-- How cash security was deposited: the limit of a credit card counts it with payments.
alter table cash_security add column channel text;
