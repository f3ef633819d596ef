-- Catalogue, stock ledger, reservations, imports. Times are UTC instants, amounts minor units.

-- declare has made it where the stack owns the server.
do $$ begin
  if not exists (select from pg_extension where extname = 'pg_trgm') then
    create extension pg_trgm;
  end if;
end $$;

-- The form in which texts are compared. Hangul syllables come apart into their letters (NFD), so that a word of two
-- syllables has trigrams to be found by, and a syllable that is still being typed finds what it can become.
create function search_form(value text) returns text
  language sql immutable strict parallel safe
  return normalize(lower(normalize(value, nfkc)), nfd);

create table category (
  id         uuid primary key,
  name       text        not null check (length(name) between 1 and 100),
  created_at timestamptz not null
);
create unique index category_name on category (lower(name));

create table product (
  id             uuid primary key,
  sku            text        not null constraint product_sku unique check (sku ~ '^[A-Z0-9][A-Z0-9-]{0,63}$'),
  name           text        not null check (length(name) between 1 and 200),
  description    text        not null check (length(description) <= 5000),
  price_amount   bigint      not null check (price_amount between 0 and 9007199254740991),
  price_currency text        not null check (price_currency ~ '^[A-Z]{3}$'),
  category_id    uuid references category (id),
  status         text        not null check (status in ('DRAFT', 'ON_SALE', 'PAUSED', 'WITHDRAWN')),
  version        bigint      not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  search_name    text        not null generated always as (search_form(name)) stored,
  search_text    text        not null generated always as (search_form(sku || ' ' || name || ' ' || description)) stored
);
-- Without a list of pending entries, which every search would have to read through: people look more often than products change.
create index product_search on product using gin (search_text gin_trgm_ops) with (fastupdate = off);
create index product_newest on product (status, id desc);
create index product_of_category on product (category_id, status, id desc);

-- What is there. Changed by guarded updates only; the space left in each page keeps those cheap.
create table stock (
  product_id uuid primary key references product (id),
  sku        text   not null,
  on_hand    bigint not null check (on_hand >= 0),
  reserved   bigint not null check (reserved >= 0),
  revision   bigint not null check (revision >= 1),
  constraint stock_never_oversold check (reserved <= on_hand)
) with (fillfactor = 70);

-- Why it is there: on_hand is the sum of a product's entries.
create table stock_entry (
  id         uuid primary key,
  product_id uuid        not null references stock (product_id),
  kind       text        not null check (kind in ('INITIAL', 'ADJUSTMENT', 'SOLD', 'RETURNED')),
  delta      bigint      not null check (delta <> 0),
  reason     text,
  order_id   uuid,
  actor      uuid,
  created_at timestamptz not null default now(),
  check ((order_id is not null) = (kind in ('SOLD', 'RETURNED')))
);
create index stock_entry_product on stock_entry (product_id, id);
-- An order sells a product once and brings it back once.
create unique index stock_entry_order on stock_entry (order_id, product_id, kind) where order_id is not null;

create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation'; end $$;
create trigger stock_entry_append_only before update or delete or truncate on stock_entry
  for each statement execute function refuse_change();

-- Goods kept for an order. HELD: counted in stock.reserved. An order whose release came first has a row without lines.
create table reservation (
  order_id   uuid primary key,
  status     text        not null check (status in ('HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at   timestamptz
);
create index reservation_due on reservation (expires_at) where status = 'HELD';

create table reservation_line (
  order_id    uuid    not null references reservation (order_id),
  product_id  uuid    not null references product (id),
  quantity    integer not null check (quantity > 0),
  sku         text    not null,
  name        text    not null,
  category_id uuid,
  unit_amount bigint  not null,
  currency    text    not null,
  primary key (order_id, product_id)
);

-- What became of each row of an import: a row takes effect once, however often its batch is sent.
create table import_row (
  job_id     uuid        not null,
  row        integer     not null check (row >= 1),
  reason     text,
  field      text,
  created_at timestamptz not null default now(),
  primary key (job_id, row)
);
