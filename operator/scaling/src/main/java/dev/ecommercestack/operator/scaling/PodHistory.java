package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the pods.
 *
 * @param last the pods as last observed, or null
 * @param startup seconds from a decision to ready pods, negative before it was measured
 * @param step the last change of their number, or null if it is long over
 * @param rolloutSince since when a rollout runs, or null
 * @param seenAt when they were last observed, or null
 * @param steady whether the number of ready pods has stayed the same since the observation before,
 *     with no rollout that is not stuck
 */
public record PodHistory(
    @Nullable Replicas last,
    double startup,
    @Nullable Step step,
    @Nullable Instant rolloutSince,
    @Nullable Instant seenAt,
    boolean steady) {
  static final PodHistory NONE = new PodHistory(null, -1, null, null, null, false);

  /** Bounds of a believable start-up, in seconds. */
  private static final double LEAST_STARTUP = 1;

  private static final double MOST_STARTUP = 600;

  /** Weight of the newest start-up: half, as nodes and images differ. */
  private static final double NEWEST = 0.5;

  /** Observations further apart than this, in seconds, do not say when pods became ready. */
  private static final double GAP = 60;

  /** Share of the pods of which it does not matter if they are slow, as one that starts again. */
  private static final double FEW = 0.1;

  /** How long a rollout may stop scaling before it counts as stuck. */
  static final Duration ROLLOUT_PATIENCE = Duration.ofMinutes(10);

  PodHistory after(Replicas now, Instant at, @Nullable Action asked) {
    Instant rollout = now.rolloutRunning() ? (rolloutSince == null ? at : rolloutSince) : null;
    if (last == null) {
      return new PodHistory(now, startup, null, rollout, at, false);
    }
    boolean same = now.ready() == last.ready() && !holds(rollout, at) && !rolloutHolds(at);
    Step next = now.desired() == last.desired() ? step : start(last, now, at, asked);
    double seconds = startup;
    if (next != null && next.readyAt() == null) {
      boolean reached = next.reachedBy(now.ready());
      if (late(next, at) || (reached && afterGap(at))) {
        next = null;
      } else if (reached) {
        seconds = next.up() && rollout == null ? learn(next, at) : startup;
        next = new Step(next.startedAt(), next.from(), next.to(), at);
      }
    }
    return new PodHistory(now, seconds, next, rollout, at, same);
  }

  private static Step start(Replicas before, Replicas now, Instant at, @Nullable Action asked) {
    Instant startedAt = at;
    if (asked != null && asked.to() == now.desired() && asked.onItsWay(at)) {
      startedAt = asked.at();
    }
    return new Step(startedAt, before.ready(), now.desired(), null);
  }

  private double learn(Step done, Instant at) {
    double seen = Math.max(Times.seconds(done.startedAt(), at), LEAST_STARTUP);
    return startup < 0 ? seen : startup + NEWEST * (seen - startup);
  }

  /** Whether its pods take longer to become ready than any that are believed to start. */
  private static boolean late(Step pending, Instant at) {
    return Times.seconds(pending.startedAt(), at) > MOST_STARTUP;
  }

  private boolean afterGap(Instant at) {
    return seenAt != null && Times.seconds(seenAt, at) > GAP;
  }

  /** Seconds from a decision to ready pods, measured or assumed. */
  double startup(Tuning tuning) {
    return startup < 0 ? Times.seconds(tuning.startup()) : startup;
  }

  /** Whether a rollout runs that is not stuck. */
  boolean rolloutHolds(Instant at) {
    return holds(rolloutSince, at);
  }

  private static boolean holds(@Nullable Instant since, Instant at) {
    return since != null && at.isBefore(since.plus(ROLLOUT_PATIENCE));
  }

  /** Whether pods that were asked for are not ready yet. */
  boolean starting() {
    return step != null && step.up() && step.readyAt() == null;
  }

  /** Whether pods are being started or replaced, or more than a few have become ready since. */
  boolean fresh(PodHistory before, Instant at) {
    int ready = last == null ? 0 : last.ready();
    int grown = before.last() == null ? 0 : ready - before.last().ready();
    return starting()
        || before.starting()
        || rolloutHolds(at)
        || before.rolloutHolds(at)
        || grown > FEW * ready;
  }

  /** Whether what pods do now says how fast they are: not between two counts. */
  boolean measurable() {
    return steady
        && last != null
        && last.ready() > 0
        && (step == null || step.readyAt() != null || last.ready() == step.from());
  }

  /** Whether as many are ready as were asked for, or others are on their way. */
  boolean complete() {
    return last == null
        || last.ready() >= last.desired()
        || (step != null && step.readyAt() == null);
  }

  /**
   * Pods that read a queue: also those that are not ready, as when a probe fails, but of which the
   * broker knows.
   *
   * @param members consumers that the broker sees, or empty if not known
   */
  int readers(OptionalInt members) {
    if (last == null || complete()) {
      return last == null ? 0 : last.ready();
    }
    return Math.max(last.ready(), Math.min(members.orElse(0), last.desired()));
  }
}
