package dev.ecommercestack.bench.scaling.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each message of a load was sent and completed. The age of a message counts from the moment
 * before it was handed to the broker or the service, by the harness's own clock, to the moment that
 * the service recorded; both are clocks of one machine.
 */
final class Deliveries {
  private static final double MILLIS = 1000.0;

  private final Map<UUID, Long> sent = new ConcurrentHashMap<>();

  /**
   * What waited at one moment.
   *
   * @param waiting messages that were sent and not completed
   * @param age how long the oldest of them had waited, in seconds
   */
  record Waiting(int waiting, double age) {}

  private record Delivery(long sentAt, long completedAt) {}

  /** Records a message that was handed over at a moment in milliseconds. */
  void sent(UUID id, long at) {
    sent.put(id, at);
  }

  /** Returns how many messages were sent. */
  int count() {
    return sent.size();
  }

  /** Returns whether all messages are completed. */
  boolean areCompleted(Map<UUID, Long> completed) {
    return completed.keySet().containsAll(Set.copyOf(sent.keySet()));
  }

  /**
   * Returns what waited at the end of each second.
   *
   * @param completed when messages were completed
   * @param begin the begin of the first second, in milliseconds
   * @param seconds the number of seconds
   */
  List<Waiting> bySecond(Map<UUID, Long> completed, long begin, int seconds) {
    List<Delivery> deliveries = new ArrayList<>();
    sent.forEach(
        (id, at) -> deliveries.add(new Delivery(at, completed.getOrDefault(id, Long.MAX_VALUE))));
    deliveries.sort(Comparator.comparingLong(Delivery::sentAt));
    List<Waiting> all = new ArrayList<>();
    for (int second = 1; second <= seconds; second++) {
      long now = begin + second * (long) MILLIS;
      int waiting = 0;
      double age = 0;
      for (Delivery delivery : deliveries) {
        if (delivery.sentAt() <= now && now < delivery.completedAt()) {
          waiting++;
          age = Math.max(age, (now - delivery.sentAt()) / MILLIS);
        }
      }
      all.add(new Waiting(waiting, age));
    }
    return all;
  }

  /** Returns how many messages were sent in each second. */
  int[] sentBySecond(long begin, int seconds) {
    int[] counts = new int[seconds];
    for (long at : sent.values()) {
      int second = (int) Math.floorDiv(at - begin, (long) MILLIS);
      if (0 <= second && second < seconds) {
        counts[second]++;
      }
    }
    return counts;
  }
}
