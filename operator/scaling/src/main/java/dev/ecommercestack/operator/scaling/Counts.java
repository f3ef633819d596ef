package dev.ecommercestack.operator.scaling;

/** From a need in pods to a count of pods. */
final class Counts {
  /** Guards against rounding up what is only a rounding error above a whole number. */
  private static final double EPSILON = 1e-9;

  /** Returns the fewest whole pods for a need. */
  static int whole(double need) {
    return (int) Math.min(Math.ceil(need - EPSILON), Integer.MAX_VALUE);
  }

  /**
   * Returns the fewest pods whose worst consumer can do its share, at most one per partition. Only
   * such counts are useful: with 12 partitions 7 pods do no more than 6, as one of them still reads
   * two partitions. In terms of the partitions per consumer c the useful counts are ceil(P/c),
   * which are the values of ceil(P/ceil(P/R)).
   *
   * @param need pods that would be needed if work could be split at will
   * @param heavy what the heaviest partition needs of that, at most one pod
   * @param slack share by which the worst consumer may exceed its capacity: headroom that rounding
   *     may eat up
   */
  static int useful(double need, double heavy, int partitions, double slack) {
    if (need <= EPSILON) {
      return 0;
    }
    double others = partitions == 1 ? 0 : (need - heavy) / (partitions - 1);
    double besides = (1 + slack - heavy) / Math.max(others, EPSILON);
    int share = 1 + (int) Math.clamp(Math.floor(besides + EPSILON), 0, partitions - 1);
    return Math.ceilDiv(partitions, share);
  }

  /** Returns the fewest pods of which the worst consumer reads no more than of some others. */
  static int useful(int pods, int partitions) {
    return pods <= 0 ? pods : Math.ceilDiv(partitions, Math.ceilDiv(partitions, pods));
  }

  /**
   * Returns the pods that would do as much if work could be split at will: the worst consumer
   * bounds what all do.
   *
   * @param partitions of the queue, 0 if each pod takes what it can
   */
  static double worth(int pods, int partitions) {
    int readers = Math.min(pods, partitions);
    return readers == 0 ? pods : (double) partitions / Math.ceilDiv(partitions, readers);
  }

  /** Returns the next larger count that does more, or the same if there is none. */
  static int nextUseful(int pods, int partitions) {
    int share = Math.ceilDiv(partitions, pods);
    return share <= 1 ? pods : Math.ceilDiv(partitions, share - 1);
  }

  private Counts() {}
}
