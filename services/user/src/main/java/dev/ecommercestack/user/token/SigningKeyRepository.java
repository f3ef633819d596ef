package dev.ecommercestack.user.token;

import com.nimbusds.jose.jwk.ECKey;
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

/** Signing keys in the database, private halves under {@link KeyProtection}. */
class SigningKeyRepository {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeyRepository.class);
  // Any number that no other advisory lock of this database uses.
  private static final long ROTATION_LOCK = 7_001_519_332L;

  private final JdbcClient database;
  private final KeyProtection protection;

  SigningKeyRepository(JdbcClient database, KeyProtection protection) {
    this.database = database;
    this.protection = protection;
  }

  /** Makes other instances wait until this transaction ends. */
  void lockRotation() {
    database
        .sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ROTATION_LOCK)
        .query((row, ignored) -> true)
        .single();
  }

  List<SigningKey> findAll() {
    return database.sql("select * from signing_key order by signs_from").query(this::key).list();
  }

  void insert(ECKey key, Instant now, Instant signsFrom) {
    KeyProtection.Sealed sealed =
        protection.seal(key.getKeyID(), key.toJSONString().getBytes(StandardCharsets.UTF_8));
    database
        .sql(
            """
            insert into signing_key (id, public_jwk, private_key, protection, created_at, signs_from)
            values (:id, :public, :private, :protection, :now, :from)
            """)
        .param("id", key.getKeyID())
        .param("public", key.toPublicJWK().toJSONString())
        .param("private", sealed.bytes())
        .param("protection", sealed.protection())
        .param("now", timestamp(now))
        .param("from", timestamp(signsFrom))
        .update();
  }

  void delete(String keyId) {
    database.sql("delete from signing_key where id = :id").param("id", keyId).update();
  }

  private SigningKey key(ResultSet row, int ignored) throws SQLException {
    OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
    try {
      ECKey publicKey = ECKey.parse(row.getString("public_jwk"));
      return new SigningKey(
          publicKey,
          privateKey(row),
          row.getObject("signs_from", OffsetDateTime.class).toInstant(),
          revoked == null ? null : revoked.toInstant());
    } catch (ParseException e) {
      throw new IllegalStateException(
          "Table signing_key holds no key in row " + row.getString("id"), e);
    }
  }

  private Optional<ECKey> privateKey(ResultSet row) throws SQLException, ParseException {
    String id = row.getString("id");
    KeyProtection.Sealed sealed =
        new KeyProtection.Sealed(row.getString("protection"), row.getBytes("private_key"));
    Optional<byte[]> opened;
    try {
      opened = protection.open(id, sealed);
    } catch (IllegalStateException changed) {
      LOG.error("{}", changed.getMessage());
      return Optional.empty();
    }
    if (opened.isEmpty()) {
      LOG.debug("Signing key {} is protected by another {}", id, KeyProtection.FILE);
      return Optional.empty();
    }
    return Optional.of(ECKey.parse(new String(opened.get(), StandardCharsets.UTF_8)));
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
