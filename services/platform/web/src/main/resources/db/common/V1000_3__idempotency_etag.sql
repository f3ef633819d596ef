-- The ETag of a response that is replayed; null if it had none.
alter table idempotency_key add column etag text;
