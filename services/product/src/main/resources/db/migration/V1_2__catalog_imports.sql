-- Lists of products that administrators upload. The content is kept until the worker has taken it over.

create table catalog_import (
  id           uuid primary key,
  requested_by uuid        not null,
  format       text        not null check (format in ('CSV', 'JSON_LINES')),
  bytes        bigint      not null check (bytes > 0),
  rows         integer     not null check (rows >= 0),
  status       text        not null check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  accepted     integer     not null default 0 check (accepted >= 0),
  refused      integer     not null default 0 check (refused >= 0),
  -- The first refused rows: [{row, line, reason, field}].
  errors       text        not null default '[]',
  -- Why it failed as a whole.
  reason       text,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  check ((ended_at is null) = (status in ('QUEUED', 'RUNNING'))),
  check ((reason is null) = (status <> 'FAILED'))
);

-- In pieces, so that nobody has to hold the whole of it in memory.
create table catalog_import_piece (
  import_id uuid    not null references catalog_import (id) on delete cascade,
  number    integer not null check (number >= 0),
  content   bytea   not null,
  primary key (import_id, number)
);

-- Rows are forgotten by age.
create index import_row_created_at on import_row using brin (created_at);
