package dev.ecommercestack.operator.scaling;

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
  /** Of a workload that was never looked at. */
  public static final History NONE =
      new History(PodHistory.NONE, List.of(), CpuUse.UNKNOWN, Peaks.NONE, List.of(), null);

  /** Returns when a change of the number of pods was last decided. */
  public Optional<Instant> lastScaleTime() {
    return Optional.ofNullable(lastAction()).map(Action::at);
  }

  @Nullable Action lastAction() {
    return actions.isEmpty() ? null : actions.getLast();
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
