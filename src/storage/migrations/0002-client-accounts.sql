-- What a document does to a client's debt is posted to one account of the chart: receivables by kind, or credits.
alter table documents add column client_account text not null default '1100';

update documents set client_account = '1200' where code in ('PMT', 'CLR');
