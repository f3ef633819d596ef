package dev.ecommercestack.user.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that a client exchanges once for its next pair of tokens.
 *
 * @param value 32 random or derived bytes in Base64url; after a dot those that {@link TokenFamily}
 *     adds, unless the session was started by the release before
 */
public record RefreshToken(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  /** Returns 32 random bytes for the first token, for {@link #successor} or for a family. */
  static byte[] randomBytes() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /**
   * Returns the secret of the successor: HMAC-SHA-256 (RFC 2104) of the salt under this token. The
   * database has the salt and the client has this token, so neither alone can derive the successor.
   */
  String successor(byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      return encode(mac.doFinal(salt));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks HMAC-SHA-256", e);
    }
  }

  /** Returns bytes as the secret of a token. */
  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns the stored form: SHA-256, 32 bytes. A plain digest is enough for 256 random bits. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks SHA-256", e);
    }
  }

  /** Hides the secret: records end up in logs. */
  @Override
  public String toString() {
    return "RefreshToken[hidden]";
  }
}
