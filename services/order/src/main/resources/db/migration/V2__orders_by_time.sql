-- Reports read the orders of some days.
create index orders_by_time on orders (placed_at);
