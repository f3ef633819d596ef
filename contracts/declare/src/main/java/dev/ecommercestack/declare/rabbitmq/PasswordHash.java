package dev.ecommercestack.declare.rabbitmq;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * RabbitMQ's form of a stored password: base64 of four bytes of salt and a hash of salt and
 * password.
 */
final class PasswordHash {
  private static final int SALT_LENGTH = 4;

  private PasswordHash() {}

  /**
   * Returns whether a stored hash is of this password.
   *
   * @param hash as the management API gives it
   * @param algorithm RabbitMQ's name of the algorithm, for example {@code
   *     rabbit_password_hashing_sha256}
   * @return false too when the algorithm is unknown
   */
  static boolean matches(String hash, String algorithm, String password) {
    String digest = digest(algorithm);
    if (digest == null) {
      return false;
    }
    byte[] stored;
    try {
      stored = Base64.getDecoder().decode(hash);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (stored.length <= SALT_LENGTH) {
      return false;
    }
    try {
      MessageDigest function = MessageDigest.getInstance(digest);
      function.update(stored, 0, SALT_LENGTH);
      byte[] expected = function.digest(password.getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(
          expected, Arrays.copyOfRange(stored, SALT_LENGTH, stored.length));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String digest(String algorithm) {
    return switch (algorithm) {
      case "rabbit_password_hashing_sha256" -> "SHA-256";
      case "rabbit_password_hashing_sha512" -> "SHA-512";
      default -> null;
    };
  }
}
