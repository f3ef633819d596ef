package dev.ecommercestack.user.login;

import dev.ecommercestack.user.account.Account;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a device logged in to an account before: a random id, the day, and their HMAC-SHA-256
 * (RFC 2104) under the account's password hash. So no table is needed, and a new password makes
 * every token of the account invalid. To forge a token one must know the password hash.
 *
 * @param value 48 bytes in Base64url: 64 characters
 */
record DeviceToken(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 12;
  private static final int HEAD_BYTES = ID_BYTES + Integer.BYTES;
  private static final int BYTES = HEAD_BYTES + 32;
  private static final String PURPOSE = "device token";
  private static final UUID NO_ACCOUNT = new UUID(0, 0);
  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{64}");

  /** Parses a text; empty if it does not have the format of a token. The HMAC is not verified. */
  static Optional<DeviceToken> parse(String text) {
    return FORMAT.matcher(text).matches() ? Optional.of(new DeviceToken(text)) : Optional.empty();
  }

  /** Issues a new token of an account. */
  static DeviceToken issue(Account account, LocalDate today) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    byte[] head = ByteBuffer.allocate(HEAD_BYTES).put(id).putInt((int) today.toEpochDay()).array();
    byte[] mac = mac(head, account.id(), account.passwordHash());
    byte[] token = ByteBuffer.allocate(BYTES).put(head).put(mac).array();
    return new DeviceToken(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
  }

  /**
   * Returns whether this token was issued for an account with its current password. The duration
   * does not depend on the existence of the account.
   *
   * @param account the account; empty for an address without one
   * @param today the current day
   * @param lifetime the time for which a token is valid, in whole days
   */
  boolean isOf(Optional<Account> account, LocalDate today, Duration lifetime) {
    byte[] token = Base64.getUrlDecoder().decode(value);
    byte[] head = Arrays.copyOf(token, HEAD_BYTES);
    byte[] expected =
        mac(
            head,
            account.map(Account::id).orElse(NO_ACCOUNT),
            account.map(Account::passwordHash).orElse(PURPOSE));
    LocalDate issued = LocalDate.ofEpochDay(ByteBuffer.wrap(head).getInt(ID_BYTES));
    return MessageDigest.isEqual(Arrays.copyOfRange(token, HEAD_BYTES, BYTES), expected)
        && account.isPresent()
        && ChronoUnit.DAYS.between(issued, today) < lifetime.toDays();
  }

  private static byte[] mac(byte[] head, UUID accountId, String passwordHash) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(passwordHash.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((PURPOSE + "\n" + accountId + "\n").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(head);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks HMAC-SHA-256", e);
    }
  }

  /** Hides the secret: records end up in logs. */
  @Override
  public String toString() {
    return "DeviceToken[hidden]";
  }
}
