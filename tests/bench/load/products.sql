-- Adds :count products with Korean and English names and descriptions, without stock. Their SKUs begin with BENCH-.
\set ON_ERROR_STOP on
set synchronous_commit = off;
select coalesce(string_agg(indexdef, ';'), '') as indexes from pg_indexes where indexname in ('product_search', 'product_search_name') \gset
drop index if exists product_search, product_search_name;
insert into product (id, sku, name, description, price_amount, price_currency, status, version, created_at, updated_at)
select ('019' || lpad(to_hex(i), 9, '0') || '70008000' || substr(md5(i::text), 1, 12))::uuid,
  'BENCH-' || i,
  w[p[1]] || ' ' || w[p[2]] || ' ' || chr(65 + i % 26) || 'X-' || i % 9973,
  w[p[3]] || ' ' || w[p[4]] || ' ' || w[p[5]] || '. ' || case when i % 2 = 0 then '무료배송' else 'free shipping' end,
  1000, 'KRW', 'ON_SALE', 0, now(), now()
from generate_series(1, :count) i,
  (select string_to_array('단풍나무 도마 참나무 원목 주전자 무쇠 찻잔 녹차 보리차 유자청 백자 밥그릇 접시 냄비 프라이팬 칼 주방 커피 텀블러 보온병 의자 책상 '
    || '책장 침대 이불 베개 수건 신발 운동화 셔츠 바지 모자 가방 지갑 시계 반지 이어폰 스피커 컵 차 maple oak board kettle teacup green tea bowl plate pan '
    || 'knife kitchen coffee tumbler bottle chair desk shelf bed blanket pillow towel shoes shirt trousers hat bag wallet watch ring speaker lamp', ' ') w) words,
  -- Squared, so that some words are far more frequent than others, as in a real catalogue.
  lateral (select array(select 1 + floor(power(('x' || substr(md5(i || '-' || k), 1, 6))::bit(24)::int / 16777216.0, 2) * cardinality(w))::int
    from generate_series(1, 5) k) p) picked
on conflict do nothing;
:indexes;
vacuum analyze product;
