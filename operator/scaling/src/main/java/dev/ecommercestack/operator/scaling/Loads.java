package dev.ecommercestack.operator.scaling;

/**
 * What the lanes of a queue ask for, in pods.
 *
 * @param sum of all lanes
 * @param max of one lane
 * @param lanes how many there are; 0 if work is not bound to lanes
 */
record Loads(double sum, double max, int lanes) {
  /** Share of the largest load that is not taken for chance. */
  private static final double SURE = 0.8;

  /** Returns the same for pods that are some times as fast. */
  Loads over(double faster) {
    return new Loads(sum / faster, max / faster, lanes);
  }

  /**
   * Returns the fewest pods that suffice.
   *
   * @param slack share by which a consumer may be asked for more than it can do
   */
  int pods(double slack) {
    return lanes == 0 ? Counts.whole(sum) : Counts.useful(sum, heavy(), lanes, slack);
  }

  /** Whether some pods are asked for more than they can do. */
  boolean exceed(int pods) {
    if (lanes == 0) {
      return sum > pods;
    }
    int share = Math.ceilDiv(lanes, pods);
    double others = lanes == 1 ? 0 : (sum - heavy()) / (lanes - 1);
    return heavy() + (share - 1) * others > 1;
  }

  /** What counts for the heaviest lane: somewhat less than it shows, as lanes differ by chance. */
  private double heavy() {
    return Math.max(sum / lanes, SURE * max);
  }
}
