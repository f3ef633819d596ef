package dev.ecommercestack.user.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which key signs, which are published and when the next one is due: the whole of key rotation,
 * without clock or database.
 *
 * <p>A key is published {@code lead} before it signs, so that every verifier has fetched it by
 * then; it signs until its successor does; it stays published until the last token that it signed
 * has expired, and {@code margin} longer for clocks that disagree and instances that are late.
 */
final class KeySchedule {
  /**
   * How keys rotate.
   *
   * @param period how long a key signs
   * @param lead how long a key is published before it signs; longer than verifiers cache
   * @param tokenLifetime of the longest-lived token
   * @param margin added to the life of a superseded key
   */
  record Policy(Duration period, Duration lead, Duration tokenLifetime, Duration margin) {
    Policy {
      if (lead.compareTo(period) >= 0) {
        throw new IllegalArgumentException(
            "user.keys.lead (%s) must be shorter than user.keys.period (%s)"
                .formatted(lead, period));
      }
    }
  }

  private final List<KeyTimes> trusted;
  private final Policy policy;

  KeySchedule(List<KeyTimes> keys, Policy policy) {
    this.trusted =
        keys.stream()
            .filter(key -> key.revokedAt() == null)
            .sorted(Comparator.comparing(KeyTimes::signsFrom).thenComparing(KeyTimes::id))
            .toList();
    this.policy = policy;
  }

  /**
   * The key that signs: the newest whose time has come and which this instance can use. When none
   * has (the signing key was revoked, or the instance that made the first one has a faster clock),
   * the next one signs before its time.
   */
  Optional<KeyTimes> signer(Instant now) {
    List<KeyTimes> candidates =
        trusted.stream().filter(key -> key.usable() && isPublished(key, now)).toList();
    return candidates.stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .reduce((older, newer) -> newer)
        .or(() -> candidates.stream().findFirst());
  }

  /**
   * The keys that verifiers are told: those that signed a token which may be alive, and those that
   * will sign.
   */
  List<KeyTimes> published(Instant now) {
    return trusted.stream().filter(key -> isPublished(key, now)).toList();
  }

  /**
   * Whether a key must be made now.
   *
   * @return from when it is to sign; empty when none is due
   */
  Optional<Instant> due(Instant now) {
    if (signer(now).isEmpty()) {
      return Optional.of(now);
    }
    KeyTimes newest = trusted.getLast();
    Instant succession = newest.signsFrom().plus(policy.period());
    if (now.isBefore(succession.minus(policy.lead()))) {
      return Optional.empty();
    }
    Instant earliest = now.plus(policy.lead());
    return Optional.of(succession.isBefore(earliest) ? earliest : succession);
  }

  /** Whether a key is neither published nor ever will be: its row, private key included, can go. */
  boolean isSpent(KeyTimes key, Instant now) {
    if (key.revokedAt() != null) {
      return now.isAfter(key.revokedAt().plus(policy.tokenLifetime()).plus(policy.margin()));
    }
    return !isPublished(key, now);
  }

  private boolean isPublished(KeyTimes key, Instant now) {
    int next = trusted.indexOf(key) + 1;
    return next == trusted.size()
        || !now.isAfter(
            trusted.get(next).signsFrom().plus(policy.tokenLifetime()).plus(policy.margin()));
  }
}
