-- Programs of importers and of releases, goods in bonded warehouses, and declarations converted from before CARM.
alter table program_accounts add column csa_option integer;

alter table releases add column program text not null default 'commercial';

alter table releases add column extended_to text;

create index releases_extended on releases (importer_bn15) where extended_to is not null;

create index releases_program on releases (program) where program <> 'commercial';

create table warehouse_movements (
  id integer primary key,
  transaction_number text not null,
  version integer not null,
  line integer not null,
  stock_transaction text not null,
  stock_line integer not null,
  quantity_thousandths integer not null,
  unit text not null,
  moved_on text not null
);

create index warehouse_movements_stock on warehouse_movements (stock_transaction, stock_line);

create index warehouse_movements_transaction on warehouse_movements (transaction_number);

create table b3s (
  transaction_number text primary key,
  importer_bn15 text not null,
  office text not null,
  accounted_on text not null,
  lines text not null,
  total_cents integer not null
);

-- The administrative account of the CBSA, for first-time importers without a business number.
insert into businesses (bn9, legal_name, kind, language, province)
  values ('900000001', 'CBSA administrative account (simulation) / Compte administratif de l’ASFC (simulation)', 'agency', 'en', 'ON');

insert into program_accounts (bn15, bn9, profile, has_rpp, offsetting, opened_on)
  values ('900000001RM0001', '900000001', 'IMPORTER', 0, 'MANUAL', '2024-01-01');
