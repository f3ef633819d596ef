package dev.ecommercestack.user.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The counters of one comparison of a password.
 *
 * @param delayed the counter that delays the next attempt
 * @param budgets the counters with a {@link FailureBudget}, in the order of {@link CounterKind}, in
 *     which they are locked
 */
record LoginAttempt(Subject delayed, List<Subject> budgets) {
  /** The kinds of counters. */
  enum CounterKind {
    /** A device that logged in to the account before. */
    DEVICE,
    /** An account whose owner has an access token. */
    SIGNED_IN,
    /** An account and the network of an unknown device. */
    ACCOUNT_ON_NETWORK,
    /** An account, over the networks of all unknown devices. */
    ACCOUNT,
    /** A network, over all accounts. */
    NETWORK
  }

  /**
   * A counter.
   *
   * @param kind the kind of counter
   * @param name identifies the counter among those of its kind
   */
  record Subject(CounterKind kind, String name) {
    /** Returns the stored form: SHA-256, 32 bytes. People may type secrets instead of addresses. */
    byte[] digest() {
      try {
        return MessageDigest.getInstance("SHA-256")
            .digest((kind + "\n" + name).getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("This JDK lacks SHA-256", e);
      }
    }
  }

  /** Returns an attempt of a known device. It has a counter of its own. */
  static LoginAttempt ofDevice(DeviceToken device) {
    return new LoginAttempt(new Subject(CounterKind.DEVICE, device.value()), List.of());
  }

  /** Returns an attempt with an access token of the account. */
  static LoginAttempt ofSignedIn(UUID accountId) {
    return new LoginAttempt(new Subject(CounterKind.SIGNED_IN, accountId.toString()), List.of());
  }

  /**
   * Returns an attempt of an unknown device.
   *
   * @param account the e-mail address, whether or not it has an account
   * @param network the network of the client; a private one has no budget, because all clients
   *     could be behind it
   */
  static LoginAttempt of(String account, ClientNetwork network) {
    Subject total = new Subject(CounterKind.ACCOUNT, account);
    return new LoginAttempt(
        new Subject(CounterKind.ACCOUNT_ON_NETWORK, network.value() + "\n" + account),
        network.isPublic()
            ? List.of(total, new Subject(CounterKind.NETWORK, network.value()))
            : List.of(total));
  }

  /** Returns all counters, in the order in which they are locked. */
  Stream<Subject> subjects() {
    return Stream.concat(Stream.of(delayed), budgets.stream());
  }
}
