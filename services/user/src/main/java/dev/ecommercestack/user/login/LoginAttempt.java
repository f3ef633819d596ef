package dev.ecommercestack.user.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where one comparison of a password is counted.
 *
 * @param delayed the counter that delays the next attempt
 * @param budgets the counters with a {@link FailureBudget}, in the order of {@link Kind}: that of
 *     their locks
 */
record LoginAttempt(Subject delayed, List<Subject> budgets) {
  /** What failures are counted for. */
  enum Kind {
    /** A device that logged in to the account before. */
    DEVICE,
    /** Somebody with an access token. */
    SIGNED_IN,
    /** An account and the network of an unknown device. */
    ACCOUNT_ON_NETWORK,
    /** An account, over the networks of all unknown devices. */
    ACCOUNT,
    /** A network, over all accounts. */
    NETWORK
  }

  /**
   * One counter.
   *
   * @param kind what is counted
   * @param name of which one
   */
  record Subject(Kind kind, String name) {
    /** What the database keeps: SHA-256, 32 bytes. People type other things than addresses. */
    byte[] digest() {
      try {
        return MessageDigest.getInstance("SHA-256")
            .digest((kind + "\n" + name).getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("This JDK lacks SHA-256", e);
      }
    }
  }

  /** An attempt of a known device. It fails on its own account: others cannot get in its way. */
  static LoginAttempt ofDevice(DeviceToken device) {
    return new LoginAttempt(new Subject(Kind.DEVICE, device.value()), List.of());
  }

  /** An attempt of somebody with an access token of the account. */
  static LoginAttempt ofSignedIn(UUID accountId) {
    return new LoginAttempt(new Subject(Kind.SIGNED_IN, accountId.toString()), List.of());
  }

  /**
   * An attempt of an unknown device.
   *
   * @param account e-mail address, whether or not it has an account
   * @param network the network of the client. A private one has no budget: all clients could be
   *     behind it
   */
  static LoginAttempt of(String account, ClientNetwork network) {
    Subject total = new Subject(Kind.ACCOUNT, account);
    return new LoginAttempt(
        new Subject(Kind.ACCOUNT_ON_NETWORK, network.value() + "\n" + account),
        network.isPublic()
            ? List.of(total, new Subject(Kind.NETWORK, network.value()))
            : List.of(total));
  }

  /** All counters, in the order of their locks. */
  Stream<Subject> subjects() {
    return Stream.concat(Stream.of(delayed), budgets.stream());
  }
}
