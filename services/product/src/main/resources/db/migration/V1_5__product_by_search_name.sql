-- A name that was copied from the page. Hash: a B-tree takes no entries that long.
drop index concurrently if exists product_search_name;
create index concurrently product_search_name on product using hash (search_name);
