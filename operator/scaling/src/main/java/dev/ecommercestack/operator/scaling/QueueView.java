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
 * Both kinds of queue in the terms of the control law: lanes that are worked off in order.
 *
 * @param identity what changes when the queue was made anew
 * @param partitioned whether a lane can keep one pod busy at most
 * @param counted whether arrivals are known
 * @param prefetch messages that a pod takes at a time, 0 where that binds nothing
 * @param members consumers that the broker sees, or empty if not known
 * @param lanes the lanes, by id
 */
record QueueView(
    String identity,
    boolean partitioned,
    boolean counted,
    int prefetch,
    OptionalInt members,
    List<Lane> lanes) {
  /** RabbitMQ counts what came in from when it started, so fewer may have come than wait. */
  private static final double NEVER_GONE = -Double.MAX_VALUE;

  static QueueView of(Backlog backlog, @Nullable SourceHistory before, Instant seenAt) {
    return switch (backlog) {
      case Backlog.Kafka topic -> of(topic);
      case Backlog.Rabbitmq queue -> of(queue, before, seenAt);
    };
  }

  private static QueueView of(Backlog.Kafka topic) {
    List<Lane> lanes = new ArrayList<>(topic.partitions().size());
    for (Partition partition : topic.partitions()) {
      long waiting = partition.end() - position(partition, topic.reset());
      lanes.add(
          new Lane(
              partition.id(),
              partition.end(),
              partition.logStart(),
              waiting,
              waiting,
              partition.member().orElse(-1)));
    }
    return new QueueView(topic.topicId(), true, true, 0, topic.members(), lanes);
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

  private static QueueView of(
      Backlog.Rabbitmq queue, @Nullable SourceHistory before, Instant seenAt) {
    double in =
        switch (queue.flow()) {
          case Flow.Counter counter -> counter.published();
          case Flow.Rate rate ->
              before == null
                  ? 0
                  : before.marks().getFirst().lane().in()
                      + rate.publishedPerSecond()
                          * Math.max(0, Times.seconds(before.seenAt(), seenAt));
          case Flow.NotCounted _ -> 0;
        };
    return new QueueView(
        queue.flow().getClass().getSimpleName(),
        false,
        !(queue.flow() instanceof Flow.NotCounted),
        queue.prefetch(),
        queue.consumers(),
        List.of(new Lane(0, in, NEVER_GONE, queue.ready() + queue.unacked(), queue.ready(), -1)));
  }

  /** Messages that wait in all lanes. */
  long waiting() {
    long sum = 0;
    for (Lane lane : lanes) {
      sum += lane.waiting();
    }
    return sum;
  }

  /** Whether the broker says that nobody reads it. */
  boolean unread() {
    return members.isPresent() && members.getAsInt() == 0;
  }

  /** Most pods that lanes can keep busy, or as good as infinite. */
  int mostPods() {
    return partitioned ? lanes.size() : Integer.MAX_VALUE;
  }
}
