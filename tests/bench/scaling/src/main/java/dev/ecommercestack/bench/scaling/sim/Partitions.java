package dev.ecommercestack.bench.scaling.sim;

/**
 * The partitions of a topic: what arrived and what was handled, in order. Nothing is copied from
 * the arrivals, so that a second costs little.
 */
final class Partitions {
  private final long[][] arrivals;
  private final long[] end;
  private final long[] handled;
  private final int[] oldest;
  private final long[] leftOfOldest;
  private long waiting;

  /** Makes the partitions that get these messages, by second and partition. */
  Partitions(long[][] arrivals, int count) {
    this.arrivals = arrivals;
    end = new long[count];
    handled = new long[count];
    oldest = new int[count];
    leftOfOldest = new long[count];
  }

  int count() {
    return end.length;
  }

  /** Takes in the messages of a second. */
  void arrive(int second) {
    for (int p = 0; p < end.length; p++) {
      long messages = arrivals[second][p];
      if (messages > 0 && end[p] == handled[p]) {
        oldest[p] = second;
        leftOfOldest[p] = messages;
      }
      end[p] += messages;
      waiting += messages;
    }
  }

  /** Handles up to {@code most} of the oldest messages and returns how many those were. */
  long handle(int partition, long most) {
    long taken = Math.min(most, lag(partition));
    long left = taken;
    while (left >= leftOfOldest[partition] && left > 0) {
      left -= leftOfOldest[partition];
      leftOfOldest[partition] = 0;
      if (taken - left < lag(partition)) {
        next(partition);
      }
    }
    leftOfOldest[partition] -= left;
    handled[partition] += taken;
    waiting -= taken;
    return taken;
  }

  private void next(int partition) {
    do {
      oldest[partition]++;
    } while (arrivals[oldest[partition]][partition] == 0);
    leftOfOldest[partition] = arrivals[oldest[partition]][partition];
  }

  /** Returns the messages of a partition that wait. */
  long lag(int partition) {
    return end[partition] - handled[partition];
  }

  /** Returns the messages that wait in all of them. */
  long waiting() {
    return waiting;
  }

  /** Returns the messages of a partition that were handled. */
  long handled(int partition) {
    return handled[partition];
  }

  /** Returns a copy of the newest offset of each. */
  long[] end() {
    return end.clone();
  }

  /** Returns the second in which the oldest message that waits arrived. */
  int oldest() {
    int first = Backlog.EMPTY;
    for (int p = 0; p < end.length; p++) {
      if (end[p] > handled[p]) {
        first = Math.min(first, oldest[p]);
      }
    }
    return first;
  }
}
