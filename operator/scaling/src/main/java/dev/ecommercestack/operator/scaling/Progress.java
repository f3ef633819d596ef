package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened in a queue between two readings.
 *
 * @param seconds between them
 * @param arrived messages that came in
 * @param departed messages that left
 * @param busyPods pods that had more to do than they could, 0 if none is known to
 * @param busyHandled messages that these handled
 * @param parts the parts to remember
 */
record Progress(
    double seconds,
    double arrived,
    double departed,
    double busyPods,
    double busyHandled,
    List<QueuePart.Seen> parts) {

  /** What a consumer had to do. */
  private static final class Consumer {
    private long waited;
    private double handled;
    private boolean busy;
  }

  /**
   * Compares two readings.
   *
   * @param readers pods that read the queue
   * @param idle whether nothing can have been handled, for want of pods: such time is no stall
   */
  static Progress between(
      QueueHistory before,
      QueueReading reading,
      Instant at,
      int readers,
      Duration drainTime,
      boolean idle) {
    double seconds = Seconds.between(before.seenAt(), at);
    double weight = Seconds.weight(seconds, ScalingConstants.SERVICE_MEMORY);
    double busySeconds =
        Math.clamp(
            ScalingConstants.BUSY_SHARE * Seconds.of(drainTime),
            ScalingConstants.LEAST_BUSY,
            ScalingConstants.MOST_BUSY);
    List<QueuePart.Seen> parts = new ArrayList<>(reading.parts().size());
    Map<Integer, Consumer> consumers = new TreeMap<>();
    double arrived = 0;
    double departed = 0;
    int busyParts = 0;
    boolean same = true;
    for (int i = 0; i < reading.parts().size(); i++) {
      QueuePart part = reading.parts().get(i);
      QueuePart.Seen seen = i < before.parts().size() ? before.parts().get(i) : null;
      if (seen == null || seen.part().id() != part.id()) {
        parts.add(new QueuePart.Seen(part, QueuePart.UNKNOWN, QueuePart.UNKNOWN, at));
        same = false;
        continue;
      }
      double in = Math.max(0, part.published() - seen.part().published());
      double out = part.handledSince(seen.part());
      double departure = average(seen.departureRate(), weight, out / seconds);
      boolean moved =
          out > 0
              || part.waiting() == 0
              || seconds > ScalingConstants.READING_GAP
              || !reading.counted();
      Instant since = idle ? seen.movedAt().plus(Seconds.duration(seconds)) : seen.movedAt();
      double arrival = average(seen.arrivalRate(), weight, in / seconds);
      parts.add(new QueuePart.Seen(part, arrival, departure, moved ? at : since));
      arrived += in;
      departed += out;
      same &= part.member() == seen.part().member();
      Consumer consumer = consumers.computeIfAbsent(part.member(), _ -> new Consumer());
      double uncommitted =
          reading.partitioned() ? busySeconds * Math.max(out / seconds, departure) : 0;
      boolean busy =
          part.ready() > 0
              && seen.part().ready() > 0
              && seen.part().waiting() >= out
              && Math.min(part.waiting(), seen.part().waiting()) >= uncommitted;
      consumer.waited += seen.part().waiting();
      consumer.handled += out;
      consumer.busy |= busy;
      busyParts += busy ? 1 : 0;
    }
    Progress all = new Progress(seconds, arrived, departed, 0, 0, parts);
    if (!same || readers == 0 || !reading.counted()) {
      return all;
    }
    int pods = Math.min(readers, reading.mostPods());
    if (!reading.partitioned() || consumers.containsKey(-1)) {
      return 2 * busyParts < reading.parts().size() ? all : all.busy(pods, departed);
    }
    return all.busy(before.service(), consumers, pods);
  }

  /**
   * Counts the busy consumers. With few messages a reading in which many were handled must not be
   * left out because few wait at its end, so what waited at its begin decides alone.
   */
  private Progress busy(ServiceRate service, Map<Integer, Consumer> consumers, int pods) {
    double each = service.known() ? service.perPod() * seconds : Double.MAX_VALUE;
    boolean few = each <= ScalingConstants.FEW_MESSAGES && !Mechanism.FEW_MESSAGES.off();
    double enough = each <= 1 ? 1 : 1 + each;
    int busy = 0;
    double handled = 0;
    for (Consumer consumer : consumers.values()) {
      if (few ? consumer.waited >= enough : consumer.busy) {
        busy++;
        handled += consumer.handled;
      }
    }
    return busy(Math.min(busy, pods), handled);
  }

  private Progress busy(int pods, double handled) {
    return new Progress(seconds, arrived, departed, pods, handled, parts);
  }

  private static double average(double before, double weight, double now) {
    return before < 0 ? now : before + weight * (now - before);
  }
}
