-- What the customer agreed to pay, and what one piece cost then. Null in orders that a version before stored.
alter table orders
  add column expected_total    bigint,
  add column expected_currency text;
alter table order_line add column expected_unit_price bigint;
