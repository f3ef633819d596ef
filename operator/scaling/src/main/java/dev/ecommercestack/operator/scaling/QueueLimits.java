package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What keeps more pods from helping a queue, in words.
 *
 * @param prefetchCap most pods that find messages in a RabbitMQ queue
 */
record QueueLimits(
    QueueModel model, QueueHistory queue, QueueReading reading, Instant at, int prefetchCap) {

  Optional<Limit> of(boolean tooFew, boolean limited) {
    int[] stalled = IntStream.range(0, reading.parts().size()).filter(model::stalled).toArray();
    if (model.unread()) {
      return idleSeconds() < ScalingConstants.UNREAD_SECONDS
          ? Optional.empty()
          : limit(LimitedBy.STALLED_CONSUMER, unread());
    }
    if (stalled.length > 0) {
      return limit(LimitedBy.STALLED_CONSUMER, stalled(stalled));
    }
    if (limited && queue.downstream() != null) {
      return limit(LimitedBy.DOWNSTREAM, downstream(queue.downstream()));
    }
    int hot = model.hotPartition();
    if (hot >= 0) {
      return limit(LimitedBy.HOT_PARTITION, hot(reading.parts().get(hot)));
    }
    double needed = model.formula();
    int parts = reading.parts().size();
    if (tooFew && reading.partitioned() && needed > parts && model.tooFew(parts)) {
      return limit(LimitedBy.PARTITIONS, partitions(needed));
    }
    if (tooFew && !reading.partitioned() && Load.whole(needed) > prefetchCap) {
      return limit(LimitedBy.PREFETCH, prefetch(needed));
    }
    return Optional.empty();
  }

  private static Optional<Limit> limit(LimitedBy by, String sentence) {
    return Optional.of(new Limit(by, sentence));
  }

  /** Seconds for which nothing was handled though something waits. */
  private double idleSeconds() {
    double longest = 0;
    for (QueuePart.Seen part : queue.parts()) {
      double idle = Seconds.between(part.movedAt(), at);
      longest = part.part().waiting() > 0 ? Math.max(longest, idle) : longest;
    }
    return longest;
  }

  private String unread() {
    return """
        No consumer reads %s though pods are ready, and nothing was handled for %s: \
        more pods would not help, look in the pods' logs for why their consumers stopped."""
        .formatted(queue.name(), Text.time(idleSeconds()));
  }

  private String stalled(int[] parts) {
    QueuePart.Seen first = queue.parts().get(parts[0]);
    String more = parts.length > 1 ? " (and %d more)".formatted(parts.length - 1) : "";
    String what =
        !reading.partitioned()
            ? queue.name()
            : parts.length == reading.parts().size()
                ? "every partition of " + queue.name()
                : "partition %d of %s%s".formatted(first.part().id(), queue.name(), more);
    boolean counted = reading.partitioned() || reading.consumers().isPresent();
    return """
        Nothing was handled in %s for %s although %s: more pods would not help, \
        look for a message that cannot be handled or a consumer that hangs."""
        .formatted(
            what,
            Text.time(Seconds.between(first.movedAt(), at)),
            counted ? "consumers are there" : "pods are ready");
  }

  private String downstream(DownstreamLimit limit) {
    String again =
        at.isBefore(limit.until())
            ? " More will be tried in %s.".formatted(Text.time(Seconds.between(at, limit.until())))
            : "";
    return """
        The last step, to %s, brought %d %% of what it should: \
        something behind the pods, such as the database, is the bottleneck.%s"""
        .formatted(Text.pods(limit.pods()), Math.max(0, Math.round(100 * limit.share())), again);
  }

  private String hot(QueuePart part) {
    return """
        Partition %d of %s holds %d %% of what waits, and only one pod can read it: \
        no number of pods handles it in time, spread its keys over more partitions."""
        .formatted(part.id(), queue.name(), part.waiting() * 100 / reading.waiting());
  }

  private String partitions(double needed) {
    return """
        %s pods would be needed, but %s has %d partitions, \
        and pods without one would idle: more partitions are needed."""
        .formatted(Text.number(Math.ceil(needed)), queue.name(), reading.parts().size());
  }

  private String prefetch(double needed) {
    return """
        %s pods would be needed, but each takes %d messages at a time and %d are left: \
        pods beyond that would find none; a smaller prefetch would spread them."""
        .formatted(Text.number(Math.ceil(needed)), reading.prefetch(), reading.waiting());
  }
}
