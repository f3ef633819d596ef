-- The discount of a line and its part of the coupon. Null in lines that a version before stored.
alter table order_line
  add column discount_id     uuid,
  add column coupon_discount bigint,
  -- Not validated: a validation reads the whole table, and nothing is in the column yet.
  add constraint order_line_coupon_discount check (coupon_discount >= 0) not valid;
