-- How often somebody's answers about a business were wrong.
create table registration_tries (
  user_id text not null,
  bn9 text not null,
  wrong integer not null,
  primary key (user_id, bn9)
);
