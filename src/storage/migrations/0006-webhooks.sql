create table webhook_subscriptions (
  id text primary key,
  bn9 text,
  url text not null,
  secret text not null,
  types text not null,
  created_at text not null,
  after_seq integer not null,
  is_active integer not null
);

create table webhook_deliveries (
  subscription_id text not null,
  seq integer not null,
  state text not null,
  attempts integer not null,
  next_attempt_at text not null,
  last_outcome text not null,
  primary key (subscription_id, seq)
);

create index webhook_deliveries_pending on webhook_deliveries (next_attempt_at) where state = 'PENDING';
