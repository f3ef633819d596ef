package dev.ecommercestack.operator.scaling;

/**
 * Work of a queue, in pods.
 *
 * @param sum of all parts
 * @param max of one part
 * @param partitions of the queue; 0 if each pod takes what it can
 */
record Load(double sum, double max, int partitions) {
  /** Guards against rounding up what is only a rounding error above a whole number. */
  private static final double EPSILON = 1e-9;

  /** Returns the same for pods that are some times as fast. */
  Load over(double faster) {
    return new Load(sum / faster, max / faster, partitions);
  }

  /**
   * Returns the fewest pods that suffice. Of a partitioned queue a pod reads whole partitions, so
   * with c partitions for the busiest pod the count is ceil(P/c).
   *
   * @param tolerance share by which the busiest pod may be asked for more than it can do
   */
  int pods(double tolerance) {
    if (partitions == 0 || sum <= EPSILON) {
      return whole(sum);
    }
    if (Mechanism.USEFUL_COUNTS.off()) {
      return Math.min(partitions, whole(sum));
    }
    double besides = (1 + tolerance - heaviest()) / Math.max(others(), EPSILON);
    int each = 1 + (int) Math.clamp(Math.floor(besides + EPSILON), 0, partitions - 1);
    return Math.ceilDiv(partitions, each);
  }

  /** Whether some pods are asked for more than they can do. */
  boolean exceeds(int pods) {
    return partitions == 0
        ? sum > pods
        : heaviest() + (Math.ceilDiv(partitions, pods) - 1) * others() > 1;
  }

  /** What counts for the heaviest partition. */
  private double heaviest() {
    return Math.max(sum / partitions, ScalingConstants.HEAVIEST_PARTITION * max);
  }

  private double others() {
    return partitions == 1 ? 0 : (sum - heaviest()) / (partitions - 1);
  }

  /** Returns the fewest whole pods for a need. */
  static int whole(double need) {
    return (int) Math.min(Math.ceil(need - EPSILON), Integer.MAX_VALUE);
  }

  /** Returns the fewest pods of which the busiest reads no more partitions than of some others. */
  static int useful(int pods, int partitions) {
    return pods <= 0 || partitions == 0 || Mechanism.USEFUL_COUNTS.off()
        ? pods
        : Math.ceilDiv(partitions, Math.ceilDiv(partitions, pods));
  }
}
