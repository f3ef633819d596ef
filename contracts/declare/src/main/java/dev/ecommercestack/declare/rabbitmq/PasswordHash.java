package dev.ecommercestack.declare.rabbitmq;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Checks password hashes of RabbitMQ: the base64 form of a 4-byte salt, followed by the hash of
 * salt and password.
 */
final class PasswordHash {
  private static final int SALT_BYTES = 4;

  private PasswordHash() {}

  /**
   * Returns whether a stored hash belongs to a password.
   *
   * @param hash the hash in base64, as the management API returns it
   * @param algorithm RabbitMQ's name of the algorithm, for example {@code
   *     rabbit_password_hashing_sha256}
   * @param password the password in plain text
   * @return whether it matches; false when the algorithm is unknown
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
    if (stored.length <= SALT_BYTES) {
      return false;
    }
    try {
      MessageDigest function = MessageDigest.getInstance(digest);
      function.update(stored, 0, SALT_BYTES);
      byte[] expected = function.digest(password.getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(expected, Arrays.copyOfRange(stored, SALT_BYTES, stored.length));
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
