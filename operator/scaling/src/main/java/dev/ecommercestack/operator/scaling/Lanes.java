package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The lanes of a queue: what waits in each, what comes in, and which of them are stuck. */
final class Lanes {
  /** A consumer is stalled only if it would have handled this many messages in the time. */
  private static final double STALLED_MESSAGES = 10;

  /**
   * Seconds without any message handled after which one hangs, and more pods would hang as well.
   */
  private static final double HANG = 30;

  private final SourceHistory queue;
  private final QueueView view;
  private final boolean[] stalled;
  private final boolean[] stuck;
  private final double arrivals;
  private final double pending;

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
    this.stalled = new boolean[queue.marks().size()];
    this.stuck = new boolean[stalled.length];
    double patience = stalledAfter;
    if (queue.service().known()) {
      double perLane = queue.service().perReplica() * Math.max(1, readers) / stuck.length;
      patience = Math.max(patience, STALLED_MESSAGES / perLane);
    } else {
      patience = Math.max(patience, drainTime);
    }
    double sum = 0;
    Map<Integer, Instant> movedAt = new HashMap<>();
    for (int i = 0; i < stuck.length; i++) {
      Lane.Mark mark = queue.marks().get(i);
      sum += Math.max(0, mark.arrivalPerSecond());
      stalled[i] = waiting(i) > 0 && Times.seconds(mark.movedAt(), at) >= patience;
      if (waiting(i) > 0) {
        movedAt.merge(view.lanes().get(i).member(), mark.movedAt(), Lanes::later);
      }
    }
    for (int i = 0; i < stuck.length; i++) {
      int member = view.lanes().get(i).member();
      double idle = Times.seconds(movedAt.getOrDefault(member, at), at);
      stuck[i] = stalled[i] || (waiting(i) > 0 && idle >= hang(member < 0 ? readers : 1));
    }
    this.arrivals = sum;
    this.pending = queue.arrival().bursts().pending(drainTime);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Seconds after which some readers hang that handled nothing at all. */
  private double hang(int readers) {
    return queue.service().known()
        ? Math.max(HANG, STALLED_MESSAGES / (queue.service().perReplica() * Math.max(1, readers)))
        : Double.POSITIVE_INFINITY;
  }

  int count() {
    return stuck.length;
  }

  long waiting(int lane) {
    return view.lanes().get(lane).waiting();
  }

  /** Messages that wait in a lane, without those of a burst that counts as spread over time. */
  double due(int lane) {
    return Math.max(0, waiting(lane) - share(lane) * pending);
  }

  /** Whether messages wait in a lane, consumers are there, and none was worked off for long. */
  boolean stalled(int lane) {
    return stalled[lane];
  }

  /** Whether it is stalled, or whoever reads it handles nothing at all: it needs no other pod. */
  boolean stuck(int lane) {
    return stuck[lane];
  }

  boolean anyStuck() {
    boolean any = false;
    for (boolean each : stuck) {
      any |= each;
    }
    return any;
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
        sum += Math.min(most, due(i) + share(i) * growth);
      }
    }
    return sum;
  }

  /** Whether more than some messages wait in one of several lanes. */
  boolean anyBeyond(double messages) {
    for (int i = 0; view.partitioned() && i < stuck.length; i++) {
      if (!stuck[i] && due(i) > messages) {
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
