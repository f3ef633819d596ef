package dev.ecommercestack.bench.scaling.sim;

import java.util.OptionalInt;

/** What a broker answers to a scaler that asks. */
public sealed interface Reading {

  /** The broker did not answer. */
  record Unknown() implements Reading {}

  /**
   * Offsets of a consumer group.
   *
   * @param end newest offset by partition
   * @param committed committed offset by partition
   * @param members consumers in the group
   * @param rebalancing whether the group is just now rebalancing
   */
  record Offsets(long[] end, long[] committed, int members, boolean rebalancing)
      implements Reading {
    /** Returns the consumer that reads a partition, unless there is none or it changes just now. */
    public OptionalInt member(int partition) {
      return members == 0 || rebalancing
          ? OptionalInt.empty()
          : OptionalInt.of(partition % members);
    }

    /** Returns the messages that wait in a partition, as far as was committed. */
    public long lag(int partition) {
      return end[partition] - committed[partition];
    }

    /** Returns the messages that wait in all partitions, as far as was committed. */
    public long lag() {
      long sum = 0;
      for (int p = 0; p < end.length; p++) {
        sum += lag(p);
      }
      return sum;
    }
  }

  /**
   * Statistics of a queue from the management interface.
   *
   * @param ready messages that no consumer holds
   * @param unacknowledged messages that a consumer holds
   * @param published messages that ever arrived
   * @param acknowledged messages that were ever acknowledged
   * @param consumers consumers of the queue
   */
  record Depth(long ready, long unacknowledged, long published, long acknowledged, int consumers)
      implements Reading {}
}
