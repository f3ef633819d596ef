package dev.ecommercestack.user.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code session} and {@code refresh_token}, which has digests of the tokens. */
@Repository
class SessionRepository {
  private static final int DELETE_BATCH_SIZE = 1000;

  private final JdbcClient jdbc;

  SessionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(TokenFamily family, UUID accountId, Instant startedAt, Instant expiresAt) {
    jdbc.sql(
            "insert into session (id, account_id, started_at, expires_at, family_key) values (:id, :account, :started, :expires, :key)")
        .param("id", family.sessionId())
        .param("key", family.key())
        .param("account", accountId)
        .param("started", timestamp(startedAt))
        .param("expires", timestamp(expiresAt))
        .update();
  }

  void insert(RefreshToken token, UUID sessionId, Instant issuedAt, Instant expiresAt) {
    jdbc.sql(
            "insert into refresh_token (hash, session_id, issued_at, expires_at) values (:hash, :session, :issued, :expires)")
        .param("hash", token.hash())
        .param("session", sessionId)
        .param("issued", timestamp(issuedAt))
        .param("expires", timestamp(expiresAt))
        .update();
  }

  /**
   * Reads a token and its session and locks both, so that the second of two requests with one token
   * sees the changes of the first.
   */
  Optional<TokenState> lock(RefreshToken token) {
    return jdbc.sql(
            """
            select t.session_id, s.account_id, t.expires_at, t.used_at,
                   s.expires_at as session_expires_at, s.ended_at as session_ended_at
            from refresh_token t join session s on s.id = t.session_id
            where t.hash = :hash
            for update
            """)
        .param("hash", token.hash())
        .query(SessionRepository::state)
        .optional();
  }

  /**
   * Records that a token was exchanged. The salt replaces the previous one, so that an older token
   * and a copy of the database do not suffice to derive later tokens.
   */
  void markUsed(RefreshToken token, UUID sessionId, byte[] successorSalt, Instant now) {
    jdbc.sql("update refresh_token set used_at = :now where hash = :hash")
        .param("now", timestamp(now))
        .param("hash", token.hash())
        .update();
    jdbc.sql("update session set successor_salt = :salt where id = :id")
        .param("salt", successorSalt)
        .param("id", sessionId)
        .update();
  }

  /** Returns the tokens of a session; empty if it is unknown or was started by a release before. */
  Optional<TokenFamily> family(UUID sessionId) {
    return jdbc.sql("select family_key from session where id = :id and family_key is not null")
        .param("id", sessionId)
        .query((row, ignored) -> new TokenFamily(sessionId, row.getBytes("family_key")))
        .optional();
  }

  /** Returns the account of a session that has neither ended nor expired, and locks the session. */
  Optional<UUID> lockLive(UUID sessionId, Instant now) {
    return jdbc.sql(
            """
            select account_id from session where id = :id and ended_at is null and expires_at > :now
            for update
            """)
        .param("id", sessionId)
        .param("now", timestamp(now))
        .query(UUID.class)
        .optional();
  }

  /** Deletes the used tokens of a session but one. */
  void deleteUsedBut(RefreshToken kept, UUID sessionId) {
    jdbc.sql(
            "delete from refresh_token where session_id = :session and used_at is not null and hash <> :kept")
        .param("session", sessionId)
        .param("kept", kept.hash())
        .update();
  }

  /** Deletes sessions of an account but the newest: ended ones first, then those started first. */
  int deleteOldest(UUID accountId, int kept) {
    return jdbc.sql(
            """
            delete from session where id in
              (select id from session where account_id = :account
               order by ended_at is null desc, started_at desc, id desc offset :kept)
            """)
        .param("account", accountId)
        .param("kept", kept)
        .update();
  }

  /** Returns the salt of the newest token of a session; empty before the first exchange. */
  Optional<byte[]> successorSalt(UUID sessionId) {
    return jdbc.sql(
            "select successor_salt from session where id = :id and successor_salt is not null")
        .param("id", sessionId)
        .query((row, ignored) -> row.getBytes("successor_salt"))
        .optional();
  }

  /** Returns the expiry of a token; empty if it is unknown or was exchanged. */
  Optional<Instant> expiryOfUnused(RefreshToken token) {
    return jdbc.sql("select expires_at from refresh_token where hash = :hash and used_at is null")
        .param("hash", token.hash())
        .query((row, ignored) -> row.getObject("expires_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  boolean isLive(UUID sessionId, Instant now) {
    return jdbc.sql(
            "select exists (select 1 from session where id = :id and ended_at is null and expires_at > :now)")
        .param("id", sessionId)
        .param("now", timestamp(now))
        .query(Boolean.class)
        .single();
  }

  void end(UUID sessionId, EndReason reason, Instant now) {
    jdbc.sql(
            "update session set ended_at = :now, ended_by = :reason where id = :id and ended_at is null")
        .param("now", timestamp(now))
        .param("reason", reason.name())
        .param("id", sessionId)
        .update();
  }

  int endAll(UUID accountId, EndReason reason, Instant now) {
    return jdbc.sql(
            "update session set ended_at = :now, ended_by = :reason where account_id = :account and ended_at is null")
        .param("now", timestamp(now))
        .param("reason", reason.name())
        .param("account", accountId)
        .update();
  }

  /** Deletes at most {@link #DELETE_BATCH_SIZE} sessions that expired before a time. */
  int deleteExpiredBefore(Instant before) {
    return jdbc.sql(
            """
            delete from session where id in
              (select id from session where expires_at < :before limit :batch for update skip locked)
            """)
        .param("before", timestamp(before))
        .param("batch", DELETE_BATCH_SIZE)
        .update();
  }

  private static TokenState state(ResultSet row, int ignored) throws SQLException {
    return new TokenState(
        row.getObject("session_id", UUID.class),
        row.getObject("account_id", UUID.class),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        instant(row, "used_at"),
        row.getObject("session_expires_at", OffsetDateTime.class).toInstant(),
        instant(row, "session_ended_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
