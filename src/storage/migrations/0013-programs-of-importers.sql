-- Declarations that were filed and wait for their exchange rate.
create table waiting_cads (
  transaction_number text primary key,
  importer_bn15 text not null,
  status text not null,
  filed_by text not null,
  channel text not null,
  filed_on text not null,
  is_late integer not null,
  declared text not null,
  findings text not null
);

create index waiting_cads_importer on waiting_cads (importer_bn15, transaction_number);

-- Where the partner that sent one by EDI is told what became of it.
create table edi_awaited (
  transaction_number text primary key,
  party text not null,
  syntax text not null,
  recipient text not null,
  reference text not null,
  function_code text not null,
  received_at text not null
);

-- Registers of the CBSA: couriers, National Defence, bonded warehouses, carriers and drivers of customs self-assessment.
create table registrations (
  register text not null,
  number text not null,
  holder text not null,
  valid_from text not null,
  valid_to text,
  primary key (register, number)
);
