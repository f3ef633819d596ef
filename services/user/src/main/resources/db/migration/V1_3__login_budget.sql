-- Failed logins of all unknown devices together: per account, and per network. Keyed by a digest as login_throttle.
create table login_budget (
  subject      bytea primary key check (octet_length(subject) = 32),
  -- When all failures will be forgotten; each one moves it by the time after which one is.
  forgotten_at timestamptz not null
);
create index login_budget_age on login_budget (forgotten_at);
