-- A row per job: what it is, how far it is, and what came of it. It is also the inbox: a job that has ended is not done again.
create table job (
  id             uuid primary key,
  type           text        not null check (type in ('PAYMENT', 'NOTIFICATION', 'CATALOG_IMPORT', 'REPORT')),
  status         text        not null check (status in ('RUNNING', 'WAITING', 'PARKED', 'DONE', 'FAILED')),
  attempts       integer     not null,
  failures       integer     not null default 0,
  message_id     uuid        not null,
  correlation_id uuid        not null,
  -- What is to be delivered again at retry_at.
  message        text,
  retry_at       timestamptz,
  result         jsonb,
  error          text,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  finished_at    timestamptz,
  check ((status in ('DONE', 'FAILED')) = (finished_at is not null)),
  check (retry_at is null or (status = 'WAITING' and message is not null))
);
create index job_type on job (type, id desc);
create index job_due on job (retry_at) where retry_at is not null;
create index job_unfinished on job (status, type) where status in ('WAITING', 'PARKED');
create index job_finished on job using brin (finished_at);

-- The books of the simulated payment provider. Payment and kind are its idempotency key.
create sequence simulated_reference;
create table simulated_payment (
  payment_id uuid        not null,
  kind       text        not null check (kind in ('CHARGE', 'REFUND')),
  -- VOID: never charged, and never to be.
  status     text        not null check (status in ('SUCCEEDED', 'DECLINED', 'VOID')),
  amount     bigint      not null check (amount >= 0),
  currency   text        not null check (length(currency) = 3),
  reason     text,
  reference  text unique,
  created_at timestamptz not null,
  primary key (payment_id, kind),
  check ((status = 'SUCCEEDED') = (reference is not null))
);
