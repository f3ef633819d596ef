package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the pods.
 *
 * @param last the pods as last observed, or null
 * @param raisedAt time of the last addition of which some pods are not ready yet, or null
 * @param freshAt last time at which more than a few of them became ready or were replaced, or null
 * @param rolloutSince start of the running rollout, or null
 * @param seenAt time of the last observation, or null
 * @param steady whether as many are ready as at the observation before, with no rollout
 */
public record PodHistory(
    @Nullable Replicas last,
    @Nullable Instant raisedAt,
    @Nullable Instant freshAt,
    @Nullable Instant rolloutSince,
    @Nullable Instant seenAt,
    boolean steady) {
  static final PodHistory NONE = new PodHistory(null, null, null, null, null, false);

  PodHistory after(Replicas now, Instant at) {
    Instant rollout = now.rolloutRunning() ? first(rolloutSince, at) : null;
    if (last == null) {
      return new PodHistory(now, null, freshAt, rollout, at, false);
    }
    boolean holds = rolloutHolds(rollout, at) || rolloutHolds(rolloutSince, at);
    int grown = now.ready() - last.ready();
    boolean fresh = holds || grown > ScalingConstants.FEW_PODS * now.ready();
    return new PodHistory(
        now,
        now.desired() > last.desired() ? at : now.ready() < now.desired() ? raisedAt : null,
        fresh ? at : freshAt,
        rollout,
        at,
        grown == 0 && !holds);
  }

  private static Instant first(@Nullable Instant since, Instant at) {
    return since == null ? at : since;
  }

  int ready() {
    return last == null ? 0 : last.ready();
  }

  /** Whether no pod became ready for some seconds before a time. */
  boolean warm(Instant at, double seconds) {
    return freshAt == null || Seconds.between(freshAt, at) >= seconds;
  }

  /** Whether a rollout runs that does not hang. */
  boolean rolloutHolds() {
    return seenAt != null && rolloutHolds(rolloutSince, seenAt);
  }

  private static boolean rolloutHolds(@Nullable Instant since, Instant at) {
    return since != null && at.isBefore(since.plus(ScalingConstants.LONGEST_ROLLOUT));
  }

  /** Whether pods that were asked for are not ready yet. */
  boolean starting() {
    return raisedAt != null
        && seenAt != null
        && seenAt.isBefore(raisedAt.plus(ScalingConstants.LONGEST_STARTUP));
  }

  /** Whether as many are ready as were asked for, or others are on their way. */
  boolean complete() {
    return last == null || last.ready() >= last.desired() || starting();
  }

  /**
   * Pods that read a queue: also those that are not ready, as when a probe fails, but of which the
   * broker knows.
   */
  int readers(OptionalInt consumers) {
    return complete() || last == null
        ? ready()
        : Math.max(last.ready(), Math.min(consumers.orElse(0), last.desired()));
  }
}
