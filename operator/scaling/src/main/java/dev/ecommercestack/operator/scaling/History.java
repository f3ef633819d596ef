package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decisions remember: immutable, bounded in size, plain records that JSON can hold. A decision
 * returns the history for the next one.
 *
 * @param pods history of the pods
 * @param queues the history of each queue
 * @param cpu CPU use, smoothed
 * @param needs counts of pods that were needed lately
 * @param actions changes that were decided, those of the last hour and always the last one
 */
public record History(
    PodHistory pods,
    List<QueueHistory> queues,
    CpuUse cpu,
    RecentNeeds needs,
    List<Action> actions) {

  /** Of a workload that was never looked at. */
  public static final History NONE =
      new History(PodHistory.NONE, List.of(), CpuUse.UNKNOWN, RecentNeeds.NONE, List.of());

  /**
   * Returns what is remembered without what lies in the future, as after a look by a clock that was
   * ahead: it would be held on to until the time gets there.
   */
  History until(Instant at) {
    Instant latest = at.plus(ScalingConstants.CLOCK_ERROR);
    return pods.seenAt() == null || !pods.seenAt().isAfter(latest)
        ? this
        : new History(
            new PodHistory(pods.last(), null, null, null, at, false),
            queues,
            CpuUse.UNKNOWN,
            RecentNeeds.NONE,
            actions.stream().filter(it -> !it.at().isAfter(latest)).toList());
  }

  /** Returns when a change of the number of pods was last decided. */
  public Optional<Instant> lastScaleTime() {
    return Optional.ofNullable(lastAction()).map(Action::at);
  }

  @Nullable Action lastAction() {
    return actions.isEmpty() ? null : actions.getLast();
  }

  /** How often pods were added, or removed, in the hour before some time. */
  int actions(boolean added, Instant at) {
    Instant hourAgo = at.minus(Duration.ofHours(1));
    return (int)
        actions.stream().filter(it -> it.adds() == added && it.at().isAfter(hourAgo)).count();
  }

  /** Returns this with one more action, without those of more than an hour ago. */
  History with(Action action) {
    Instant hourAgo = action.at().minus(Duration.ofHours(1));
    List<Action> kept = new ArrayList<>(actions);
    kept.removeIf(it -> !it.at().isAfter(hourAgo));
    kept.add(action);
    int from = Math.max(0, kept.size() - ScalingConstants.MOST_ACTIONS);
    return new History(pods, queues, cpu, needs, List.copyOf(kept.subList(from, kept.size())));
  }

  @Nullable QueueHistory queue(String name) {
    for (QueueHistory queue : queues) {
      if (queue.name().equals(name)) {
        return queue;
      }
    }
    return null;
  }
}
