package dev.ecommercestack.operator.scaling;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What waits in a queue, as its broker counts it. All counts are of messages. */
public sealed interface Backlog {

  /**
   * A Kafka topic and the consumer group that reads it.
   *
   * @param topicId identity of the topic, by which a recreated topic is noticed; the name will do
   *     where it is not known
   * @param partitions every partition of the topic: if one of them could not be read, the whole
   *     backlog is unknown
   * @param reset position at which a group without a committed offset starts
   * @param members members of the group now, or empty if not known
   */
  record Kafka(String topicId, List<Partition> partitions, OffsetReset reset, OptionalInt members)
      implements Backlog {
    /** Sorts the partitions. */
    public Kafka {
      if (partitions.isEmpty()) {
        throw new IllegalArgumentException(
            "topic " + topicId + " without partitions: report its backlog as unknown instead");
      }
      Set<Integer> ids = new HashSet<>();
      for (Partition partition : partitions) {
        if (!ids.add(partition.id())) {
          throw new IllegalArgumentException("partition " + partition.id() + " is given twice");
        }
      }
      partitions = partitions.stream().sorted(Comparator.comparingInt(Partition::id)).toList();
    }
  }

  /**
   * A partition of a topic.
   *
   * @param id its number, from 0
   * @param logStart first offset that is still there
   * @param end offset after the last message: control records that follow it, as markers of
   *     transactions, must not be counted, since no consumer ever works them off
   * @param committed offset that the group reads next, or empty if it never committed one; it must
   *     be read before {@code end}, or it may seem to lie beyond it
   * @param member who of the group reads it: a number of 0 or more that is the same for one member;
   *     empty if nobody does or it is not known
   */
  record Partition(int id, long logStart, long end, OptionalLong committed, OptionalInt member) {
    /** Refuses negative offsets, an end before the start, and a negative member. */
    public Partition {
      if (id < 0 || logStart < 0 || end < logStart || committed.orElse(0) < 0) {
        throw new IllegalArgumentException(
            "partition " + id + " is impossible: log from " + logStart + " to " + end);
      }
      if (member.orElse(0) < 0) {
        throw new IllegalArgumentException(
            "partition "
                + id
                + " cannot be read by member "
                + member.getAsInt()
                + ": number the members from 0, and leave it empty where nobody reads");
      }
    }
  }

  /** Where a group without a committed offset starts to read ({@code auto.offset.reset}). */
  enum OffsetReset {
    /** At the first message that is still there: all of them wait. */
    EARLIEST,
    /** At the end: none waits. */
    LATEST
  }

  /**
   * A RabbitMQ queue.
   *
   * @param ready messages that wait for a consumer
   * @param unacked messages that a consumer has and did not acknowledge yet
   * @param prefetch messages that one pod takes at a time: prefetch times the consumers of a pod;
   *     at least 1
   * @param flow counters of arriving and leaving messages
   * @param consumers consumers of the queue now, or empty if not known
   */
  record Rabbitmq(long ready, long unacked, int prefetch, Flow flow, OptionalInt consumers)
      implements Backlog {
    /** Refuses negative counts. */
    public Rabbitmq {
      if (ready < 0 || unacked < 0 || prefetch < 1) {
        throw new IllegalArgumentException(
            "a queue cannot have ready "
                + ready
                + ", unacked "
                + unacked
                + ", prefetch "
                + prefetch);
      }
    }

    /** Makes the backlog of a queue of which it is not known how many consumers it has. */
    public Rabbitmq(long ready, long unacked, int prefetch, Flow flow) {
      this(ready, unacked, prefetch, flow, OptionalInt.empty());
    }
  }

  /** What goes into a queue and out of it. */
  sealed interface Flow {
    /**
     * Counters that only grow, until the broker starts again.
     *
     * @param published messages that came into the queue
     */
    record Counter(long published) implements Flow {}

    /**
     * A rate that the broker measured.
     *
     * @param publishedPerSecond messages per second that come into the queue
     */
    record Rate(double publishedPerSecond) implements Flow {
      /** Refuses what is no rate. */
      public Rate {
        if (!Double.isFinite(publishedPerSecond) || publishedPerSecond < 0) {
          throw new IllegalArgumentException(
              "a queue cannot get "
                  + publishedPerSecond
                  + " messages per second: report its backlog as unknown, or its flow as not"
                  + " counted");
        }
      }
    }

    /** The broker counts waiting messages only: the queue scales on the lag threshold. */
    record NotCounted() implements Flow {}
  }
}
