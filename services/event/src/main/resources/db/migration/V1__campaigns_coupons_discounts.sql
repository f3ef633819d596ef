-- A campaign never changes but for what the issuer writes: issued and what follows it.
create table campaign (
  id                uuid primary key,
  name              text        not null check (length(name) between 1 and 200),
  quota             integer     not null check (quota > 0),
  starts_at         timestamptz not null,
  ends_at           timestamptz not null,
  coupons_expire_at timestamptz not null,
  benefit_type      text        not null check (benefit_type in ('AMOUNT', 'PERCENT')),
  benefit_value     bigint      not null check (benefit_value > 0),
  benefit_currency  text,
  -- Where its claims wait. The topic's id tells a recreated topic from the one that the offsets are of.
  topic_id          text        not null,
  queue_partition   integer     not null check (queue_partition >= 0),
  created_at        timestamptz not null,
  revision          integer     not null,
  issued            integer     not null,
  -- The place of the last winner: every claim behind it lost.
  sold_out_offset   bigint,
  check (ends_at > starts_at),
  check (coupons_expire_at >= ends_at),
  check ((benefit_type = 'AMOUNT') = (benefit_currency is not null)),
  check (benefit_type = 'AMOUNT' or benefit_value <= 100),
  -- The last line of defence: whatever the program does, the quota holds.
  check (issued between 0 and quota),
  check ((sold_out_offset is not null) = (issued = quota))
);
create index campaign_ends_at on campaign (ends_at);

-- How far each queue has been decided, and who may decide on.
create table claim_queue (
  topic_id        text        not null,
  queue_partition integer     not null,
  next_offset     bigint      not null check (next_offset >= 0),
  -- Grows with every take-over: whoever holds an older one writes nothing any more.
  epoch           bigint      not null,
  owner           text        not null,
  taken_at        timestamptz not null,
  primary key (topic_id, queue_partition)
);

create table coupon (
  id           uuid primary key,
  claim_id     uuid        not null unique,
  campaign_id  uuid        not null references campaign,
  user_id      uuid        not null,
  position     integer     not null check (position > 0),
  queue_offset bigint      not null,
  status       text        not null default 'AVAILABLE' check (status in ('AVAILABLE', 'HELD', 'REDEEMED')),
  -- Of an expired hold it stays: that order may still redeem while nobody else took the coupon.
  order_id     uuid,
  held_until   timestamptz,
  -- What the last quote took off, in minor units.
  quoted       bigint,
  quoted_in    text,
  issued_at    timestamptz not null,
  expires_at   timestamptz not null,
  unique (campaign_id, user_id),
  unique (campaign_id, position),
  check (status = 'AVAILABLE' or order_id is not null),
  check ((status = 'HELD') = (held_until is not null))
);
create index coupon_user on coupon (user_id, id);
create index coupon_order on coupon (order_id) where order_id is not null;
create index coupon_held_until on coupon (held_until) where status = 'HELD';

-- Claims that were refused for their own sake. Who merely came too late for the quota has no row.
create table claim_rejection (
  claim_id     uuid primary key,
  campaign_id  uuid        not null references campaign,
  user_id      uuid        not null,
  reason       text        not null,
  queue_offset bigint      not null,
  rejected_at  timestamptz not null
);

create table discount (
  id               uuid primary key,
  name             text        not null check (length(name) between 1 and 200),
  scope            text        not null check (scope in ('ALL', 'CATEGORY', 'PRODUCT')),
  scope_ids        uuid[]      not null,
  benefit_type     text        not null check (benefit_type in ('AMOUNT', 'PERCENT')),
  benefit_value    bigint      not null check (benefit_value > 0),
  benefit_currency text,
  starts_at        timestamptz not null,
  ends_at          timestamptz not null,
  status           text        not null check (status in ('ACTIVE', 'PAUSED', 'ENDED')),
  revision         integer     not null,
  created_at       timestamptz not null,
  check (ends_at > starts_at),
  check ((scope = 'ALL') = (cardinality(scope_ids) = 0)),
  check ((benefit_type = 'AMOUNT') = (benefit_currency is not null)),
  check (benefit_type = 'AMOUNT' or benefit_value <= 100)
);
create index discount_active on discount (ends_at) where status = 'ACTIVE';
