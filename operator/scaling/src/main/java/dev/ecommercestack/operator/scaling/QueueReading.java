package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Backlog.Flow;
import dev.ecommercestack.operator.scaling.Backlog.OffsetReset;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a queue, of either broker: parts that are handled in order.
 *
 * @param identity a value that changes when the queue is created again
 * @param partitioned whether a part can keep one pod busy at most
 * @param counted whether arrivals are known
 * @param prefetch messages that a pod takes at a time, 0 where that binds nothing
 * @param consumers consumers that the broker sees, or empty if not known
 * @param parts the parts, by id
 */
record QueueReading(
    String identity,
    boolean partitioned,
    boolean counted,
    int prefetch,
    OptionalInt consumers,
    List<QueuePart> parts) {
  /** RabbitMQ counts what came in from when it started, so fewer may have come than wait. */
  private static final double NEVER_EXPIRED = -Double.MAX_VALUE;

  static QueueReading of(Backlog backlog, @Nullable QueueHistory before, Instant seenAt) {
    return switch (backlog) {
      case Backlog.Kafka topic -> of(topic);
      case Backlog.Rabbitmq queue -> of(queue, before, seenAt);
    };
  }

  private static QueueReading of(Backlog.Kafka topic) {
    List<QueuePart> parts = new ArrayList<>(topic.partitions().size());
    for (Partition partition : topic.partitions()) {
      long waiting = partition.end() - position(partition, topic.reset());
      parts.add(
          new QueuePart(
              partition.id(),
              partition.end(),
              partition.logStart(),
              waiting,
              waiting,
              partition.member().orElse(-1)));
    }
    return new QueueReading(topic.topicId(), true, true, 0, topic.members(), parts);
  }

  /**
   * Where the group goes on reading. Messages that retention took away wait no more; an offset
   * beyond the end is of a topic that was made anew, so the group starts over.
   */
  private static long position(Partition partition, OffsetReset reset) {
    if (partition.committed().isPresent() && partition.committed().getAsLong() <= partition.end()) {
      return Math.max(partition.committed().getAsLong(), partition.logStart());
    }
    return reset == OffsetReset.EARLIEST ? partition.logStart() : partition.end();
  }

  private static QueueReading of(
      Backlog.Rabbitmq queue, @Nullable QueueHistory before, Instant seenAt) {
    double in =
        switch (queue.flow()) {
          case Flow.Counter counter -> counter.published();
          case Flow.Rate rate ->
              before == null
                  ? 0
                  : before.parts().getFirst().part().published()
                      + rate.publishedPerSecond()
                          * Math.max(0, Seconds.between(before.seenAt(), seenAt));
          case Flow.NotCounted _ -> 0;
        };
    return new QueueReading(
        queue.flow().getClass().getSimpleName(),
        false,
        !(queue.flow() instanceof Flow.NotCounted),
        queue.prefetch(),
        queue.consumers(),
        List.of(
            new QueuePart(
                0, in, NEVER_EXPIRED, queue.ready() + queue.unacked(), queue.ready(), -1)));
  }

  /** Messages that wait in all parts. */
  long waiting() {
    long sum = 0;
    for (QueuePart part : parts) {
      sum += part.waiting();
    }
    return sum;
  }

  /** Whether the broker says that nobody reads it. */
  boolean unread() {
    return consumers.isPresent() && consumers.getAsInt() == 0;
  }

  /** Most pods that can be busy, or as good as infinite. */
  int mostPods() {
    return partitioned ? parts.size() : Integer.MAX_VALUE;
  }
}
