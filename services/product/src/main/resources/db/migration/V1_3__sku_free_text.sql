-- A SKU is free text of one line. The narrower rule of before held for every row, so none has to be read again ("not valid").
alter table product
  drop constraint product_sku_check,
  add constraint product_sku_check check (length(sku) between 1 and 100 and sku !~ '[\x01-\x1f\x7f]') not valid;
