package dev.ecommercestack.user.token;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code signing_key}; private keys are encrypted by {@link KeyProtection}. */
class SigningKeyRepository {
  private static final Logger log = LoggerFactory.getLogger(SigningKeyRepository.class);
  // An arbitrary number that no other advisory lock of this database uses.
  private static final long ROTATION_LOCK = 7_001_519_332L;

  private final JdbcClient jdbc;
  private final KeyProtection protection;

  SigningKeyRepository(JdbcClient jdbc, KeyProtection protection) {
    this.jdbc = jdbc;
    this.protection = protection;
  }

  /** Locks the rotation of keys until the end of the transaction. */
  void lockRotation() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ROTATION_LOCK)
        .query((row, ignored) -> true)
        .single();
  }

  List<SigningKey> findAll() {
    return jdbc.sql("select * from signing_key order by signs_from").query(this::key).list();
  }

  void insert(JWK key, Instant now, Instant signsFrom) {
    KeyProtection.Sealed sealed =
        protection.seal(key.getKeyID(), key.toJSONString().getBytes(StandardCharsets.UTF_8));
    jdbc.sql(
            """
            insert into signing_key
              (id, public_jwk, private_key, protection, created_at, signs_from, allows_rs256)
            values (:id, :public, :private, :protection, :now, :from, true)
            """)
        .param("id", key.getKeyID())
        .param("public", key.toPublicJWK().toJSONString())
        .param("private", sealed.bytes())
        .param("protection", sealed.protection())
        .param("now", timestamp(now))
        .param("from", timestamp(signsFrom))
        .update();
  }

  /**
   * Revokes a key; returns false if there is none. A key that was revoked before keeps its time.
   */
  boolean revoke(String keyId, Instant now) {
    return jdbc.sql("update signing_key set revoked_at = coalesce(revoked_at, :now) where id = :id")
            .param("now", timestamp(now))
            .param("id", keyId)
            .update()
        == 1;
  }

  void delete(String keyId) {
    jdbc.sql("delete from signing_key where id = :id").param("id", keyId).update();
  }

  private SigningKey key(ResultSet row, int ignored) throws SQLException {
    OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
    try {
      JWK publicKey = JWK.parse(row.getString("public_jwk"));
      return new SigningKey(
          publicKey,
          privateKey(row),
          row.getObject("signs_from", OffsetDateTime.class).toInstant(),
          revoked == null ? null : revoked.toInstant(),
          row.getBoolean("allows_rs256"));
    } catch (ParseException e) {
      throw new IllegalStateException(
          "The row %s of the table signing_key has no valid key".formatted(row.getString("id")), e);
    }
  }

  private Optional<JWK> privateKey(ResultSet row) throws SQLException, ParseException {
    String id = row.getString("id");
    KeyProtection.Sealed sealed =
        new KeyProtection.Sealed(row.getString("protection"), row.getBytes("private_key"));
    Optional<byte[]> opened;
    try {
      opened = protection.open(id, sealed);
    } catch (IllegalStateException changed) {
      log.error("{}", changed.getMessage());
      return Optional.empty();
    }
    if (opened.isEmpty()) {
      log.debug("Signing key {} was encrypted with another {}", id, KeyProtection.FILE);
      return Optional.empty();
    }
    return Optional.of(JWK.parse(new String(opened.get(), StandardCharsets.UTF_8)));
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
