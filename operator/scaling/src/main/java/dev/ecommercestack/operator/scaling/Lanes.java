package dev.ecommercestack.operator.scaling;

import java.time.Instant;

/** The lanes of a queue: what waits in each, what comes in, and which of them are stuck. */
final class Lanes {
  /** A consumer is stalled only if it would have handled this many messages in the time. */
  private static final double STALLED_MESSAGES = 10;

  private final SourceHistory queue;
  private final QueueView view;
  private final boolean[] stuck;
  private final double arrivals;

  /**
   * Makes them.
   *
   * @param stalledAfter seconds without any message handled after which a lane is stuck
   * @param drainTime seconds after which a message is late: while it is not known how long one
   *     takes, that is taken for possible
   * @param readers pods that read the queue
   */
  Lanes(
      SourceHistory queue,
      QueueView view,
      Instant at,
      double stalledAfter,
      double drainTime,
      int readers) {
    this.queue = queue;
    this.view = view;
    this.stuck = new boolean[queue.marks().size()];
    double patience = stalledAfter;
    if (queue.service().known()) {
      double perLane = queue.service().perReplica() * Math.max(1, readers) / stuck.length;
      patience = Math.max(patience, STALLED_MESSAGES / perLane);
    } else {
      patience = Math.max(patience, drainTime);
    }
    double sum = 0;
    for (int i = 0; i < stuck.length; i++) {
      Lane.Mark mark = queue.marks().get(i);
      sum += Math.max(0, mark.arrivalPerSecond());
      stuck[i] = waiting(i) > 0 && Times.seconds(mark.movedAt(), at) >= patience;
    }
    this.arrivals = sum;
  }

  int count() {
    return stuck.length;
  }

  long waiting(int lane) {
    return view.lanes().get(lane).waiting();
  }

  /** Whether messages wait in a lane, consumers are there, and none was worked off for long. */
  boolean stuck(int lane) {
    return stuck[lane];
  }

  /** Share of the arrivals that come into a lane. */
  double share(int lane) {
    return arrivals > 0
        ? Math.max(0, queue.marks().get(lane).arrivalPerSecond()) / arrivals
        : 1.0 / stuck.length;
  }

  /** The part of a rate that pods of some speed could keep up with, one at most for each lane. */
  double workable(double rate, double perReplica) {
    if (!view.partitioned()) {
      return rate;
    }
    double sum = 0;
    for (int i = 0; i < stuck.length; i++) {
      sum += Math.min(perReplica, share(i) * rate);
    }
    return sum;
  }

  /**
   * Messages that wait, but in each lane no more than one pod can do.
   *
   * @param growth messages that are yet to come into all lanes
   * @param perPod messages that one pod can do in the time that is looked at
   */
  double work(double growth, double perPod) {
    double most = view.partitioned() ? perPod : Double.MAX_VALUE;
    double sum = 0;
    for (int i = 0; i < stuck.length; i++) {
      if (!stuck[i]) {
        sum += Math.min(most, waiting(i) + share(i) * growth);
      }
    }
    return sum;
  }

  /** Whether more than some messages wait in one of several lanes. */
  boolean anyBeyond(double messages) {
    for (int i = 0; view.partitioned() && i < stuck.length; i++) {
      if (!stuck[i] && waiting(i) > messages) {
        return true;
      }
    }
    return false;
  }

  /** Messages per second that leave. */
  double departures() {
    double sum = 0;
    for (Lane.Mark mark : queue.marks()) {
      sum += Math.max(0, mark.departurePerSecond());
    }
    return sum;
  }
}
