-- What services/common keeps in every service's database. Versions that begin with 0_ are its own.

-- Messages that were said in a committed transaction and are not yet with the broker.
create table outbox (
  id          bigint generated always as identity primary key,
  bucket      smallint    not null,
  transport   text        not null check (transport in ('KAFKA', 'RABBITMQ')),
  destination text        not null,
  routing_key text        not null,
  order_key   text        not null,
  message_id  uuid        not null,
  payload     text        not null,
  traceparent text,
  created_at  timestamptz not null default now(),
  attempts    integer     not null default 0,
  retry_at    timestamptz,
  last_error  text
) with (
  -- Rows live for milliseconds: without this the dead ones would slow every read down.
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000
);
create index outbox_bucket_id on outbox (bucket, id);
create index outbox_waiting on outbox (order_key, destination, id) where retry_at is not null;

-- Whoever has the row locked sends the messages of that bucket; so each aggregate has one sender.
create table outbox_bucket (bucket smallint primary key);
insert into outbox_bucket select generate_series(0, 15);

-- Messages that were handled.
create table inbox (
  consumer   text        not null,
  message_id uuid        not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, message_id)
);
create index inbox_handled_at on inbox using brin (handled_at);

-- Answers to requests that may be sent again.
create table idempotency_key (
  owner        text        not null,
  key          text        not null check (length(key) <= 255),
  request_hash bytea       not null,
  status       smallint    not null,
  content_type text,
  location     text,
  body         bytea       not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  primary key (owner, key)
);
create index idempotency_key_expires_at on idempotency_key (expires_at);
