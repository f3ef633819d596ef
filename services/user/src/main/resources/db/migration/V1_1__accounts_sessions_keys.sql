-- Accounts, sessions, signing keys, login throttle. Times are UTC instants.

create table account (
  id                 uuid primary key,
  email              text        not null unique check (email = lower(email) and length(email) <= 254),
  name               text        not null check (length(name) between 1 and 100),
  locale             text        not null check (locale in ('ko', 'en')),
  password_hash      text        not null,
  password_from_file boolean     not null default false,
  roles              text[]      not null check (cardinality(roles) > 0 and roles <@ array ['CUSTOMER', 'ADMIN']),
  created_at         timestamptz not null,
  updated_at         timestamptz not null
);

-- One login and everything that was refreshed from it: the family of refresh tokens.
create table session (
  id         uuid primary key,
  account_id uuid        not null references account (id) on delete cascade,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz,
  ended_by   text check (ended_by in ('LOGOUT', 'REUSE', 'PASSWORD_CHANGE')),
  check ((ended_at is null) = (ended_by is null))
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);

-- The token itself is never stored: whoever reads this table cannot refresh.
create table refresh_token (
  hash       bytea primary key check (octet_length(hash) = 32),
  session_id uuid        not null references session (id) on delete cascade,
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
-- A session never has two tokens that both refresh it.
create unique index refresh_token_unused on refresh_token (session_id) where used_at is null;
create index refresh_token_session on refresh_token (session_id);

create table signing_key (
  id          text primary key,
  public_jwk  text        not null,
  private_key bytea       not null,
  protection  text        not null,
  created_at  timestamptz not null,
  signs_from  timestamptz not null,
  revoked_at  timestamptz
);

-- Keyed by a digest of the address: people type other things than addresses, and addresses without an account count too.
create table login_throttle (
  subject         bytea primary key check (octet_length(subject) = 32),
  attempts        integer     not null check (attempts > 0),
  last_attempt_at timestamptz not null,
  blocked_until   timestamptz not null
);
create index login_throttle_age on login_throttle (last_attempt_at);

-- Mails that were asked of the worker, and what became of them.
create table notification (
  id           uuid primary key,
  account_id   uuid        not null references account (id) on delete cascade,
  template     text        not null,
  requested_at timestamptz not null,
  outcome      text check (outcome in ('SENT', 'REFUSED')),
  reason       text,
  finished_at  timestamptz,
  check ((outcome is null) = (finished_at is null))
);
create index notification_account on notification (account_id);
