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
 * Keeps private keys from whoever reads the database or a backup of it: AES-256-GCM under a key
 * that only the pod has.
 *
 * <p>Without a secret (a laptop) private keys are stored as they are. A stored key names its
 * protection, so both can be read side by side.
 */
final class KeyProtection {
  /** Name of the credentials file. */
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
   * @param protection {@code none}, or the scheme and a fingerprint of the key that opens it
   * @param bytes nonce and ciphertext, or the key itself
   */
  record Sealed(String protection, byte[] bytes) {}

  private final Optional<SecretKey> key;
  private final String protection;
  private final SecureRandom random = new SecureRandom();

  /**
   * Protection by a secret.
   *
   * @param secret at least 32 characters; empty for none
   * @throws IllegalArgumentException when the secret is too short to protect anything
   */
  KeyProtection(String secret) {
    if (secret.isEmpty()) {
      this.key = Optional.empty();
      this.protection = NONE;
      return;
    }
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "The credentials file %s has %d characters and needs at least %d: make one with `openssl rand -base64 32`"
              .formatted(FILE, secret.length(), MIN_SECRET_LENGTH));
    }
    this.key = Optional.of(derive(secret, "encrypt"));
    this.protection =
        SCHEME + HexFormat.of().formatHex(derive(secret, "fingerprint").getEncoded(), 0, 8);
  }

  boolean isNone() {
    return key.isEmpty();
  }

  /** Protects a private key; the key's id is bound to it, so that rows cannot be exchanged. */
  Sealed seal(String keyId, byte[] privateKey) {
    return key.map(secret -> encrypt(secret, keyId, privateKey))
        .orElseGet(() -> new Sealed(NONE, privateKey.clone()));
  }

  /**
   * Opens a private key.
   *
   * @return the key, or empty when it was protected by another secret
   * @throws IllegalStateException when it was changed after it was stored
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
