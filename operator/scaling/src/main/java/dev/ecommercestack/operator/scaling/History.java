package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decisions remember: immutable, bounded in size, plain records that can be stored. A decision
 * returns the history for the next one.
 *
 * @param pods what is remembered of the pods
 * @param sources what is remembered of each queue
 * @param cpu CPU use, smoothed
 * @param peaks largest recommendations of the stabilization window
 * @param actions changes that were decided, those of the last hour and always the last one
 * @param blindSince since when a queue is not known, or null
 */
public record History(
    PodHistory pods,
    List<SourceHistory> sources,
    CpuUse cpu,
    Peaks peaks,
    List<Action> actions,
    @Nullable Instant blindSince) {
  /** Time that a memory may lie ahead: a clock that was further ahead than that was set back. */
  static final Duration CLOCK_ERROR = Duration.ofMinutes(1);

  /** Of a workload that was never looked at. */
  public static final History NONE =
      new History(PodHistory.NONE, List.of(), CpuUse.UNKNOWN, Peaks.NONE, List.of(), null);

  /**
   * Returns what is remembered without what lies in the future, as after a look by a clock that was
   * ahead: it would be held on to until the time gets there.
   */
  History until(Instant at) {
    Instant latest = at.plus(CLOCK_ERROR);
    boolean ahead = pods.seenAt() != null && pods.seenAt().isAfter(latest);
    return !ahead
        ? this
        : new History(
            new PodHistory(pods.last(), pods.startup(), null, null, at, false),
            sources,
            CpuUse.UNKNOWN,
            Peaks.NONE,
            actions.stream().filter(it -> !it.at().isAfter(latest)).toList(),
            null);
  }

  /** Returns when a change of the number of pods was last decided. */
  public Optional<Instant> lastScaleTime() {
    return Optional.ofNullable(lastAction()).map(Action::at);
  }

  @Nullable Action lastAction() {
    return actions.isEmpty() ? null : actions.getLast();
  }

  /** How often pods were added, or taken away, in the hour before some time. */
  int actions(boolean up, Instant at) {
    Instant hourAgo = at.minus(Duration.ofHours(1));
    int count = 0;
    for (Action action : actions) {
      count += action.up() == up && action.at().isAfter(hourAgo) ? 1 : 0;
    }
    return count;
  }

  @Nullable SourceHistory source(String name) {
    for (SourceHistory source : sources) {
      if (source.name().equals(name)) {
        return source;
      }
    }
    return null;
  }
}
