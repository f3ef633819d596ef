-- The currency of what was paid, should the provider have taken another than the order's. Null is the order's.
alter table orders add column paid_currency text;
