package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.List;

/**
 * The control law for one queue: loads in pods, from what was learned.
 *
 * <p>The pods for an arrival rate a and a backlog B that is to be gone in W seconds are (a + B/W) /
 * s, summed up by lanes. A lane of a partitioned queue counts one pod at most, for only one pod can
 * read it.
 */
final class QueueModel {
  /** Least share of the drain time that is planned for draining, if starting takes most of it. */
  private static final double LEAST_WINDOW = 0.25;

  /** A consumer is stalled only if it would have handled this many messages in the time. */
  private static final double STALLED_MESSAGES = 10;

  private final SourceHistory queue;
  private final QueueView view;
  private final Policy policy;
  private final Instant at;
  private final int ready;
  private final double startup;
  private final double rebalance;
  private final double arrivals;

  QueueModel(
      SourceHistory queue, QueueView view, Policy policy, Instant at, int ready, double startup) {
    this.queue = queue;
    this.view = view;
    this.policy = policy;
    this.at = at;
    this.ready = ready;
    this.startup = startup;
    double assumed = Times.seconds(policy.tuning().rebalance());
    this.rebalance = !view.partitioned() ? 0 : queue.rebalance() < 0 ? assumed : queue.rebalance();
    double sum = 0;
    for (Lane.Mark mark : queue.marks()) {
      sum += mark.arrivalPerSecond();
    }
    this.arrivals = sum;
  }

  /** Whether arrival and service rates are known. */
  boolean measured() {
    return queue.arrival().known() && queue.service().known();
  }

  double rebalance() {
    return rebalance;
  }

  double startup() {
    return startup;
  }

  /** Seconds between the readiness of new pods and the end of the drain time, T - u - r. */
  double window() {
    double drain = drainTime();
    return Math.max(drain - startup - rebalance, LEAST_WINDOW * drain);
  }

  /** Whether pods that are asked for now come too late for the drain time. */
  boolean tooLate() {
    return drainTime() <= startup + rebalance;
  }

  double drainTime() {
    return Times.seconds(policy.drainTime());
  }

  /** Pods that suffice from now on: (a (1 + headroom) + B / (T - u - r)) / s. */
  double recommended(boolean atMostOnePerLane) {
    double rate = queue.arrival().ahead(startup + rebalance);
    return pods((1 + policy.tuning().headroom()) * rate, 0, window(), atMostOnePerLane);
  }

  /**
   * Pods of which there must not be fewer for the drain time to hold, part of the headroom used.
   */
  double least() {
    double rate = queue.arrival().ahead(startup + rebalance);
    double headroom = 1 + policy.tuning().headroom() * Tuning.HEADROOM_TO_KEEP;
    return pods(headroom * rate, 0, drainTime(), true);
  }

  /**
   * Pods to ask for when there are too few: as {@link #recommended}, with the backlog that will be
   * there when they work and the arrivals of a while later, so that one step is enough.
   */
  double target() {
    double rate = queue.arrival().ahead(startup + rebalance + Tuning.STEP_SECONDS);
    return pods((1 + policy.tuning().headroom()) * rate, growth(), window(), true);
  }

  /** Messages by which the backlog will have grown when pods that are asked for now work. */
  double growth() {
    double rate = queue.arrival().perSecond();
    double capacity = Math.min(ready, view.mostPods()) * queue.service().perReplica();
    return (rate - capacity) * startup + rate * rebalance;
  }

  /** Pods for the arrivals alone. */
  double forArrivals() {
    double rate = queue.arrival().ahead(startup + rebalance);
    return (1 + policy.tuning().headroom()) * rate / queue.service().perReplica();
  }

  private double pods(double rate, double growth, double seconds, boolean atMostOnePerLane) {
    double sum = 0;
    for (int i = 0; i < queue.marks().size(); i++) {
      if (!stuck(i)) {
        double load = load(i, rate, growth, seconds);
        sum += view.partitioned() && atMostOnePerLane ? Math.min(1, load) : load;
      }
    }
    return sum;
  }

  /** Pods that a lane alone could use. */
  private double load(int lane, double rate, double growth, double seconds) {
    double waiting = view.lanes().get(lane).waiting();
    if (!measured()) {
      return waiting / policy.lagThreshold();
    }
    double later = waiting + share(lane) * growth;
    return (share(lane) * rate + Math.max(0, later) / seconds) / queue.service().perReplica();
  }

  /** Share of the arrivals that come into a lane. */
  private double share(int lane) {
    return arrivals > 0
        ? queue.marks().get(lane).arrivalPerSecond() / arrivals
        : 1.0 / queue.marks().size();
  }

  /** Whether messages wait in a lane, consumers are there, and none was worked off for long. */
  boolean stuck(int lane) {
    if (view.lanes().get(lane).waiting() == 0) {
      return false;
    }
    double patience = Times.seconds(policy.tuning().stalledAfter());
    if (queue.service().known()) {
      double perLane =
          queue.service().perReplica()
              * Math.max(1, Math.min(ready, view.mostPods()))
              / queue.marks().size();
      patience = Math.max(patience, STALLED_MESSAGES / perLane);
    }
    return Times.seconds(queue.marks().get(lane).movedAt(), at) >= patience;
  }

  /**
   * Returns the lane that holds half of what waits or more, and more than one pod can work off in
   * time; -1 if there is none.
   */
  int hot() {
    if (!view.partitioned() || view.lanes().size() == 1 || !measured()) {
      return -1;
    }
    long waiting = view.waiting();
    double rate = queue.arrival().perSecond();
    List<Lane> lanes = view.lanes();
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i).waiting() * 2 >= waiting && load(i, rate, 0, drainTime()) > 1) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Seconds until the backlog is worked off by some pods, infinite if it never is; what is not
   * ready yet starts later.
   */
  double drain(int pods) {
    double rate = queue.arrival().perSecond();
    double perReplica = queue.service().perReplica();
    double backlog = view.waiting();
    double later = 0;
    if (pods > ready) {
      later = startup + rebalance;
      backlog = Math.max(0, backlog + growth());
    }
    double longest = drain(backlog, Math.min(pods, view.mostPods()) * perReplica - rate);
    int hot = hot();
    if (hot >= 0) {
      double alone = drain(view.lanes().get(hot).waiting(), perReplica - share(hot) * rate);
      longest = Math.max(longest, alone);
    }
    return later + longest;
  }

  private static double drain(double backlog, double surplus) {
    return backlog <= 0 ? 0 : surplus <= 0 ? Double.POSITIVE_INFINITY : backlog / surplus;
  }
}
