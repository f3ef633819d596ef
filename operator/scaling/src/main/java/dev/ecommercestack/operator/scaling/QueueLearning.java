package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns from one reading of a queue after the other. */
final class QueueLearning {
  private QueueLearning() {}

  /** Returns what is remembered after a reading; unchanged if it was the same again. */
  static QueueHistory after(
      String name,
      @Nullable QueueHistory before,
      QueueReading reading,
      Instant seenAt,
      PodHistory pods,
      Policy policy) {
    if (before == null) {
      return first(name, reading, seenAt, ArrivalRate.UNKNOWN, ServiceRate.UNKNOWN, null);
    }
    double seconds = Seconds.between(before.seenAt(), seenAt);
    boolean setBack = seconds < -Seconds.of(ScalingConstants.CLOCK_ERROR);
    boolean again = seconds < ScalingConstants.SAME_READING;
    if (again && !setBack && before.parts().size() == reading.parts().size()) {
      return before;
    }
    if (again || madeAnew(before, reading)) {
      DownstreamLimit limit = setBack ? null : before.downstream();
      return first(name, reading, seenAt, before.arrival(), before.service(), limit);
    }
    boolean idle = pods.ready() == 0 || (reading.partitioned() && !pods.steady());
    int readers = reading.unread() ? 0 : pods.readers(reading.consumers());
    Progress progress =
        Progress.between(before, reading, seenAt, readers, policy.drainTime(), idle);
    return learned(before, reading, progress, seenAt, pods);
  }

  private static QueueHistory first(
      String name,
      QueueReading reading,
      Instant seenAt,
      ArrivalRate arrival,
      ServiceRate service,
      @Nullable DownstreamLimit limit) {
    List<QueuePart.Seen> parts =
        reading.parts().stream()
            .map(it -> new QueuePart.Seen(it, QueuePart.UNKNOWN, QueuePart.UNKNOWN, seenAt))
            .toList();
    return new QueueHistory(name, reading.identity(), seenAt, parts, arrival, service, null, limit);
  }

  private static boolean madeAnew(QueueHistory before, QueueReading reading) {
    if (!before.identity().equals(reading.identity())
        || before.parts().size() > reading.parts().size()) {
      return true;
    }
    for (int i = 0; i < before.parts().size(); i++) {
      QueuePart was = before.parts().get(i).part();
      QueuePart is = reading.parts().get(i);
      if (was.id() == is.id() && is.published() < was.published()) {
        return true;
      }
    }
    return false;
  }

  private static QueueHistory learned(
      QueueHistory before, QueueReading reading, Progress progress, Instant at, PodHistory pods) {
    DownstreamLimit limit = before.downstream();
    boolean lifted =
        limit != null
            && ((!at.isBefore(limit.until()) && progress.busyPods() == 0)
                || departures(progress.parts()) > ScalingConstants.FASTER * limit.perSecond());
    limit = lifted ? null : limit;
    ServiceRate service = before.service();
    AddedPods added = before.added();
    boolean measurable =
        pods.steady()
            && pods.ready() > 0
            && (pods.complete() || reading.consumers().isPresent())
            && progress.seconds() <= ScalingConstants.READING_GAP;
    boolean measuring = added != null && pods.ready() > added.from();
    if (added != null && measuring && measurable && service.known()) {
      int to = Math.min(pods.ready(), reading.mostPods());
      boolean allBusy = progress.busyPods() >= ScalingConstants.ALL_BUSY * to;
      boolean warm = pods.warm(before.seenAt(), ScalingConstants.WARM_UP_SECONDS);
      if (!allBusy) {
        added = warm ? null : added;
      } else if (warm) {
        added = added.add(progress.departed(), progress.seconds(), service.perPod());
        if (added.over(to)) {
          limit = added.limit(to, at);
          added = null;
        }
      }
    }
    if (measurable && !measuring && limit == null && progress.busyPods() > 0) {
      service = service.learn(progress.busyHandled(), progress.busyPods(), progress.seconds(), at);
    }
    return new QueueHistory(
        before.name(),
        reading.identity(),
        at,
        progress.parts(),
        arrival(before, reading, progress),
        service,
        added,
        limit);
  }

  private static double departures(List<QueuePart.Seen> parts) {
    return parts.stream().mapToDouble(it -> Math.max(0, it.departureRate())).sum();
  }

  private static ArrivalRate arrival(QueueHistory before, QueueReading reading, Progress progress) {
    return reading.counted()
        ? before.arrival().after(progress.arrived(), progress.seconds())
        : ArrivalRate.UNKNOWN;
  }
}
