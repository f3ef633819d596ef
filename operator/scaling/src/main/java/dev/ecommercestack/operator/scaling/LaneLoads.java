package dev.ecommercestack.operator.scaling;

/**
 * What the lanes of a queue ask for: (a + B/W) / s for each, or a pod for so many messages while s
 * is not known.
 */
record LaneLoads(SourceHistory queue, QueueView view, Lanes lanes, int lagThreshold) {

  /**
   * Returns pods for a rate and what waits.
   *
   * @param growth messages that are yet to come
   * @param seconds in which all of them are to be gone
   */
  Loads of(double rate, double growth, double seconds, boolean atMostOnePerLane) {
    double sum = 0;
    double max = 0;
    for (int i = 0; i < lanes.count(); i++) {
      if (!lanes.stuck(i)) {
        double load = load(i, rate, growth, seconds);
        double counted = view.partitioned() && atMostOnePerLane ? Math.min(1, load) : load;
        sum += counted;
        max = Math.max(max, counted);
      }
    }
    return new Loads(sum, max, view.partitioned() ? queue.marks().size() : 0);
  }

  /** Pods that a lane alone could use. */
  private double load(int lane, double rate, double growth, double seconds) {
    if (!queue.arrival().known() || !queue.service().known()) {
      return (double) lanes.waiting(lane) / lagThreshold;
    }
    double later = lanes.due(lane) + lanes.share(lane) * growth;
    return (lanes.share(lane) * rate + Math.max(0, later) / seconds) / queue.service().perReplica();
  }

  /**
   * Returns the lane that holds half of what waits or more, and more than one pod can work off in
   * time; -1 if there is none.
   */
  int hot(double drainTime) {
    if (!view.partitioned() || view.lanes().size() == 1) {
      return -1;
    }
    long waiting = view.waiting();
    double rate = queue.arrival().perSecond();
    for (int i = 0; i < lanes.count(); i++) {
      long here = lanes.waiting(i);
      if (here > 0 && here * 2 >= waiting && load(i, rate, 0, drainTime) > 1) {
        return i;
      }
    }
    return -1;
  }
}
