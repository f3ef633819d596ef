package dev.ecommercestack.platform.idempotency;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code idempotency_key}. Every method needs a transaction. */
final class KeyStore {
  private final JdbcClient jdbc;

  KeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes a key until the end of the transaction; returns whether nobody else has it now. */
  boolean lock(String owner, String key) {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
        .param(owner + "\n" + key)
        .query(Boolean.class)
        .single();
  }

  /** Returns the answer of an earlier request with that key. */
  Optional<StoredAnswer> find(String owner, String key) {
    return jdbc.sql(
            """
            select request_hash, status, content_type, location, body from idempotency_key
            where owner = ? and key = ? and expires_at > now()
            """)
        .params(owner, key)
        .query(
            (row, n) ->
                new StoredAnswer(
                    row.getBytes("request_hash"),
                    row.getInt("status"),
                    row.getString("content_type"),
                    row.getString("location"),
                    row.getBytes("body")))
        .optional();
  }

  /** Keeps an answer. */
  void store(String owner, String key, StoredAnswer answer, Duration lifetime) {
    jdbc.sql(
            """
            insert into idempotency_key
              (owner, key, request_hash, status, content_type, location, body, expires_at)
            values
              (:owner, :key, :hash, :status, :type, :location, :body,
               now() + make_interval(secs => :seconds))
            on conflict (owner, key) do update set
              request_hash = excluded.request_hash, status = excluded.status,
              content_type = excluded.content_type, location = excluded.location,
              body = excluded.body, created_at = now(), expires_at = excluded.expires_at
            """)
        .param("owner", owner)
        .param("key", key)
        .param("hash", answer.requestHash())
        .param("status", answer.status())
        .param("type", answer.contentType())
        .param("location", answer.location())
        .param("body", answer.body())
        .param("seconds", lifetime.toSeconds())
        .update();
  }
}
