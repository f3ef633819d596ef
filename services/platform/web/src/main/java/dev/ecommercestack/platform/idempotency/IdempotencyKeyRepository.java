package dev.ecommercestack.platform.idempotency;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code idempotency_key}. Every method needs a transaction. */
final class IdempotencyKeyRepository {
  private final JdbcClient jdbc;

  IdempotencyKeyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks a key until the end of the transaction; returns false if another one has locked it. */
  boolean lock(String owner, String key) {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
        .param(owner + "\n" + key)
        .query(Boolean.class)
        .single();
  }

  /** Returns the stored response to an earlier request with that key, unless it has expired. */
  Optional<StoredResponse> find(String owner, String key) {
    return jdbc.sql(
            """
            select request_hash, status, content_type, location, etag, body from idempotency_key
            where owner = ? and key = ? and expires_at > now()
            """)
        .params(owner, key)
        .query(
            (row, n) ->
                new StoredResponse(
                    row.getBytes("request_hash"),
                    row.getInt("status"),
                    row.getString("content_type"),
                    row.getString("location"),
                    row.getString("etag"),
                    row.getBytes("body")))
        .optional();
  }

  /** Stores a response for {@code lifetime}. */
  void store(String owner, String key, StoredResponse response, Duration lifetime) {
    jdbc.sql(
            """
            insert into idempotency_key
              (owner, key, request_hash, status, content_type, location, etag, body, expires_at)
            values
              (:owner, :key, :hash, :status, :type, :location, :etag, :body,
               now() + make_interval(secs => :seconds))
            on conflict (owner, key) do update set
              request_hash = excluded.request_hash, status = excluded.status,
              content_type = excluded.content_type, location = excluded.location,
              etag = excluded.etag, body = excluded.body, created_at = now(), expires_at = excluded.expires_at
            """)
        .param("owner", owner)
        .param("key", key)
        .param("hash", response.requestHash())
        .param("status", response.status())
        .param("type", response.contentType())
        .param("location", response.location())
        .param("etag", response.etag())
        .param("body", response.body())
        .param("seconds", lifetime.toSeconds())
        .update();
  }
}
