-- Makes consumers of jobs and claims slow by waiting, so that few of them use little CPU; see dev/scripts/prove-scaling.
-- Run by psql as the superuser; the product itself has no such setting.

\connect event
-- A claim takes 25 ms of its issuer: the first statement of a batch waits for all of them.
create or replace function bench_slow_issuer() returns trigger language plpgsql as $$
begin
  if new.next_offset > old.next_offset then
    perform pg_sleep(0.025 * (new.next_offset - old.next_offset));
  end if;
  return new;
end $$;
create or replace trigger bench_slow_issuer before update of next_offset on claim_queue
  for each row execute function bench_slow_issuer();

\connect product
-- A row of an import takes 12 ms: 4,000 rows are a minute. A request of 100 rows stays below the worker's timeout of 3 s.
create or replace function bench_slow_import() returns trigger language plpgsql as $$
begin
  perform pg_sleep(0.012);
  return new;
end $$;
create or replace trigger bench_slow_import before insert on import_row
  for each row execute function bench_slow_import();
