package dev.ecommercestack.user.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * All refresh tokens of a session. A token ends with the session's id and with an HMAC-SHA-256 (RFC
 * 2104) under the session's key, so that a token is recognised after its row was deleted: the rows
 * of used tokens need not be kept to notice that one is presented again.
 *
 * @param sessionId the id of the session
 * @param key the session's key, 32 bytes
 */
record TokenFamily(UUID sessionId, byte[] key) {
  private static final char SEPARATOR = '.';
  private static final int ID_BYTES = 2 * Long.BYTES;
  private static final int TAG_BYTES = 16;
  private static final int SUFFIX_LENGTH = 43;

  /**
   * Returns the token of this family with a secret.
   *
   * @param secret a text in Base64url
   */
  RefreshToken token(String secret) {
    byte[] suffix =
        ByteBuffer.allocate(ID_BYTES + TAG_BYTES)
            .putLong(sessionId.getMostSignificantBits())
            .putLong(sessionId.getLeastSignificantBits())
            .put(tag(secret))
            .array();
    return new RefreshToken(
        secret + SEPARATOR + Base64.getUrlEncoder().withoutPadding().encodeToString(suffix));
  }

  /** Returns whether a token was issued for this session. */
  boolean contains(RefreshToken token) {
    int end = token.value().lastIndexOf(SEPARATOR);
    return end >= 0
        && MessageDigest.isEqual(
            token(token.value().substring(0, end)).value().getBytes(StandardCharsets.UTF_8),
            token.value().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the id of the session that a token names; empty if it names none. */
  static Optional<UUID> sessionId(RefreshToken token) {
    String suffix = token.value().substring(token.value().lastIndexOf(SEPARATOR) + 1);
    if (suffix.length() != SUFFIX_LENGTH || suffix.length() == token.value().length()) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(suffix));
      return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] tag(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
      mac.update(secret.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(), TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks HMAC-SHA-256", e);
    }
  }

  /** Hides the key: records end up in logs. */
  @Override
  public String toString() {
    return "TokenFamily[" + sessionId + "]";
  }
}
