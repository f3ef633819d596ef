package dev.ecommercestack.user.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rules of key rotation: which key signs, which keys are published and when the next key is
 * due. It uses neither clock nor database.
 *
 * <p>A key is published {@code lead} before it signs, so that every verifier has fetched it by
 * then. It signs until its successor does. It stays published until the last token that it signed
 * has expired, and {@code margin} longer because of clock skew and late instances.
 */
final class KeySchedule {
  /**
   * The times of key rotation.
   *
   * @param period the time for which a key signs
   * @param lead the time for which a key is published before it signs; longer than verifiers cache
   * @param tokenLifetime the longest lifetime of a token
   * @param margin the time for which a superseded key stays published after its last token
   */
  record RotationPolicy(Duration period, Duration lead, Duration tokenLifetime, Duration margin) {
    RotationPolicy {
      if (lead.compareTo(period) >= 0) {
        throw new IllegalArgumentException(
            "user.keys.lead (%s) must be shorter than user.keys.period (%s)"
                .formatted(lead, period));
      }
    }
  }

  private final List<KeyTimes> trusted;
  private final RotationPolicy policy;

  KeySchedule(List<KeyTimes> keys, RotationPolicy policy) {
    this.trusted =
        keys.stream()
            .filter(key -> key.revokedAt() == null)
            .sorted(Comparator.comparing(KeyTimes::signsFrom).thenComparing(KeyTimes::id))
            .toList();
    this.policy = policy;
  }

  /**
   * Returns the key that signs: the newest one whose {@code signsFrom} has passed and which this
   * instance can use. If there is none (the signing key was revoked, or the instance that created
   * the first one has a faster clock), the next key signs early.
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
   * Returns the keys to publish: those that signed a token which may still be valid, and those that
   * will sign.
   */
  List<KeyTimes> published(Instant now) {
    return trusted.stream().filter(key -> isPublished(key, now)).toList();
  }

  /**
   * Returns whether a key must be created now.
   *
   * @return the time from which the new key signs; empty if none is due
   */
  Optional<Instant> nextKeyDue(Instant now) {
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

  /** Returns whether a key will not be published any more, so that its row can be deleted. */
  boolean isObsolete(KeyTimes key, Instant now) {
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
