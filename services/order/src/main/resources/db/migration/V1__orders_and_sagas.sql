-- Orders and the saga of each. Amounts are minor units of the order's currency; times are UTC instants.

create table orders (
  id                uuid primary key,
  version           bigint      not null,
  user_id           uuid        not null,
  status            text        not null
    check (status in ('PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'REJECTED', 'CANCELLED', 'EXPIRED')),
  reason            text,
  coupon_id         uuid,
  payment_id        uuid        not null unique,
  correlation_id    uuid        not null,
  recipient         text        not null,
  line1             text        not null,
  line2             text,
  city              text        not null,
  region            text,
  postal_code       text        not null,
  country           text        not null,
  phone             text,
  contact_email     text,
  contact_name      text,
  locale            text        not null check (locale in ('ko', 'en')),
  -- From here on unknown until the goods are reserved and a price was quoted.
  currency          text check (length(currency) = 3),
  subtotal          bigint check (subtotal >= 0),
  coupon_discount   bigint check (coupon_discount >= 0),
  total             bigint check (total >= 0),
  paid              bigint      not null default 0 check (paid >= 0),
  refunded          bigint      not null default 0 check (refunded between 0 and paid),
  payment_reference text,
  placed_at         timestamptz not null,
  updated_at        timestamptz not null
);
create index orders_of_user on orders (user_id, id desc);
create index orders_by_status on orders (status, id desc);

create table order_line (
  order_id    uuid    not null references orders (id) on delete cascade,
  position    integer not null,
  product_id  uuid    not null,
  quantity    integer not null check (quantity > 0),
  sku         text,
  name        text,
  category_id uuid,
  unit_price  bigint check (unit_price >= 0),
  discount    bigint check (discount >= 0),
  primary key (order_id, position)
);

create table order_discount (
  order_id    uuid    not null references orders (id) on delete cascade,
  position    integer not null,
  discount_id uuid    not null,
  name        text    not null,
  amount      bigint  not null check (amount >= 0),
  primary key (order_id, position)
);

-- Where an order stands. Whoever changes an order or its saga locks this row first.
create table saga (
  order_id         uuid primary key references orders (id) on delete cascade,
  step             text        not null
    check (step in ('RESERVE_STOCK', 'QUOTE', 'HOLD_COUPON', 'REQUEST_PAYMENT', 'PAYMENT_UNKNOWN', 'CONFIRM',
                    'COMPENSATING', 'REFUND_PENDING', 'DONE')),
  status           text        not null,
  stock            text        not null check (stock in ('NONE', 'ASKED', 'HELD', 'USED', 'RETURNED')),
  coupon           text        not null check (coupon in ('NONE', 'ASKED', 'HELD', 'USED', 'RETURNED')),
  payment          text        not null
    check (payment in ('NONE', 'ASKED', 'DECLINED', 'CHARGED', 'REFUND_ASKED', 'REFUNDED')),
  with_coupon      boolean     not null,
  free             boolean     not null default false,
  ending           text,
  ending_reason    text,
  cancel_requested boolean     not null default false,
  attempts         integer     not null default 0,
  entered_at       timestamptz not null default now(),
  deadline_at      timestamptz not null,
  -- When somebody must look at it again; null when nobody must.
  next_attempt_at  timestamptz,
  -- Who works on it now, and until when the others believe that.
  lease_token      uuid,
  lease_until      timestamptz
);
create index saga_due on saga (next_attempt_at) where next_attempt_at is not null;
create index saga_unsettled on saga (step, entered_at) where step <> 'DONE';
