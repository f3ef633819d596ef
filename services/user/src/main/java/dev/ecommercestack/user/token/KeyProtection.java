package dev.ecommercestack.user.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encrypts the private keys in the database with AES-256-GCM, under a key that only the pod has. So
 * a copy of the database does not disclose them.
 *
 * <p>Without a secret, as on a laptop, private keys are stored unencrypted. Each row names its
 * protection, so that both kinds can be read.
 */
final class KeyProtection {
  /** The name of the credentials file with the secret. */
  static final String FILE = "user-encryption-key";

  private static final String NONE = "none";
  private static final String SCHEME = "aes-256-gcm:";
  private static final int MIN_SECRET_LENGTH = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] SALT =
      "ecommerce-stack/user/signing-keys/v1".getBytes(StandardCharsets.US_ASCII);

  /**
   * A private key as it is stored.
   *
   * @param protection {@code none}, or the scheme and a fingerprint of the encryption key
   * @param bytes the nonce and the ciphertext; without protection the private key itself
   */
  record Sealed(String protection, byte[] bytes) {}

  private final Optional<SecretKey> key;
  private final String protection;
  private final SecureRandom random = new SecureRandom();

  /**
   * Creates a protection by a secret.
   *
   * @param secret the secret, at least 32 characters; empty for no protection
   * @throws IllegalArgumentException if the secret is too short
   */
  KeyProtection(String secret) {
    if (secret.isEmpty()) {
      this.key = Optional.empty();
      this.protection = NONE;
      return;
    }
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "The credentials file %s has %d characters and needs at least %d: create one with `openssl rand -base64 32`"
              .formatted(FILE, secret.length(), MIN_SECRET_LENGTH));
    }
    this.key = Optional.of(derive(secret, "encrypt"));
    this.protection =
        SCHEME + HexFormat.of().formatHex(derive(secret, "fingerprint").getEncoded(), 0, 8);
  }

  boolean isNone() {
    return key.isEmpty();
  }

  /** Encrypts a private key; its id is authenticated too, so that rows cannot be exchanged. */
  Sealed seal(String keyId, byte[] privateKey) {
    return key.map(secret -> encrypt(secret, keyId, privateKey))
        .orElseGet(() -> new Sealed(NONE, privateKey.clone()));
  }

  /**
   * Decrypts a private key.
   *
   * @return the key; empty if it was encrypted with another secret
   * @throws IllegalStateException if the row was changed after it was stored
   */
  Optional<byte[]> open(String keyId, Sealed sealed) {
    if (sealed.protection().equals(NONE)) {
      return Optional.of(sealed.bytes());
    }
    return key.filter(secret -> sealed.protection().equals(protection))
        .map(secret -> decrypt(secret, keyId, sealed.bytes()));
  }

  private Sealed encrypt(SecretKey secret, String keyId, byte[] privateKey) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, secret, nonce, keyId).doFinal(privateKey);
      byte[] stored =
          ByteBuffer.allocate(NONCE_BYTES + ciphertext.length).put(nonce).put(ciphertext).array();
      return new Sealed(protection, stored);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Signing key " + keyId + " could not be encrypted", e);
    }
  }

  private static byte[] decrypt(SecretKey secret, String keyId, byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    byte[] ciphertext = new byte[buffer.remaining()];
    buffer.get(ciphertext);
    try {
      return cipher(Cipher.DECRYPT_MODE, secret, nonce, keyId).doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "Signing key %s was changed in the database: revoke it (services/user/README.md)"
              .formatted(keyId),
          e);
    }
  }

  private static Cipher cipher(int mode, SecretKey secret, byte[] nonce, String keyId)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static SecretKey derive(String secret, String purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                  .addSalt(SALT)
                  .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks HKDF-SHA256", e);
    }
  }
}
