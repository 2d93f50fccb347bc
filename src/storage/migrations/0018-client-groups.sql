-- Groups of clients, by which a broker or trade consultant shares them out among its employees. The row of a group that
-- was deleted stays, so that its name is never used again.
create table client_groups (
  id integer primary key,
  provider_bn9 text not null,
  name text not null,
  -- The name as it is compared with others.
  name_key text not null,
  made_by text not null,
  made_on text not null,
  deleted_on text
);

create unique index client_groups_name on client_groups (provider_bn9, name_key);

create table client_group_clients (
  group_id integer not null,
  client_bn9 text not null,
  primary key (group_id, client_bn9)
);

create table client_group_employees (
  group_id integer not null,
  user_id text not null,
  primary key (group_id, user_id)
);

create index client_group_employees_user on client_group_employees (user_id);
