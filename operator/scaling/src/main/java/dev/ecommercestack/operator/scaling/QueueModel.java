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
      sum += Math.max(0, mark.arrivalPerSecond());
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

  /** Pods by the formula (a (1 + headroom) + B / (T - u - r)) / s, however many lanes there are. */
  double formula() {
    return pods(withHeadroom(queue.arrival().ahead(lead())), 0, window(), false);
  }

  /** As {@link #formula}, at most one per lane, by the speed that pods may have by now. */
  double needed() {
    return pods(withHeadroom(queue.arrival().ahead(lead())), 0, window(), true) / doubt();
  }

  /** As {@link #needed}, for what arrives in the long run: noise of a minute asks for no pod. */
  double neededInTheLongRun() {
    return pods(withHeadroom(queue.arrival().inTheLongRun(lead())), 0, window(), true) / doubt();
  }

  /** How many times faster pods may be by now than they were when last measured. */
  double doubt() {
    return measured() ? queue.service().perReplicaAtBest(at) / queue.service().perReplica() : 1;
  }

  /**
   * Pods to ask for when there are too few: as {@link #needed}, with the backlog that will be there
   * when they work and the arrivals of a while later, so that one step is enough.
   */
  double target() {
    double rate = queue.arrival().ahead(lead() + Tuning.STEP_SECONDS);
    return pods(withHeadroom(rate), growth(), window(), true);
  }

  /**
   * Whether some pods are too few. A rate above their capacity is no reason yet: the queue takes up
   * what is over soon. They are too few if the backlog is not to be gone in the drain time and has
   * grown to a good part of what they can do in it, or would grow further than that before pods
   * that are asked for now could help.
   */
  boolean tooFew(int pods) {
    if (!measured()) {
      return pods(0, 0, drainTime(), true) > pods && !aboutToBeMeasured() && !quick();
    }
    int readers = Math.min(pods, view.mostPods());
    if (readers == 0) {
      return true;
    }
    double equal =
        view.partitioned()
            ? (double) view.lanes().size() / Math.ceilDiv(view.lanes().size(), readers)
            : readers;
    double capacity = equal * queue.service().perReplica();
    double rate = queue.arrival().ahead(lead());
    double later = Math.max(0, workable(rate) - capacity) * lead();
    double doable = drainTime() * capacity;
    boolean spread = readers < view.mostPods();
    return (work(later) > Tuning.BACKLOG_AHEAD * doable
            && pods(rate, later, drainTime(), spread) > equal)
        || (work(0) > Tuning.BACKLOG_NOW * doable && pods(rate, 0, drainTime(), spread) > equal);
  }

  /** Whether some pods are too few, and more were seen to bring nothing. */
  boolean limited(int pods) {
    return measured()
        && queue.ceiling() != null
        && pods >= queue.ceiling().pods()
        && drain(pods) > drainTime();
  }

  /** The part of a rate of arrivals that pods could keep up with, one at most for each lane. */
  private double workable(double rate) {
    if (!view.partitioned()) {
      return rate;
    }
    double sum = 0;
    for (int i = 0; i < queue.marks().size(); i++) {
      sum += Math.min(queue.service().perReplica(), share(i) * rate);
    }
    return sum;
  }

  /** Messages that pods could work off in the drain time, one pod at most for each lane. */
  private double work(double growth) {
    double most =
        view.partitioned() ? queue.service().perReplica() * drainTime() : Double.MAX_VALUE;
    double sum = 0;
    for (int i = 0; i < queue.marks().size(); i++) {
      if (!stuck(i)) {
        sum += Math.min(most, view.lanes().get(i).waiting() + share(i) * growth);
      }
    }
    return sum;
  }

  /** Whether what waits is gone soon at the speed at which messages leave now. */
  private boolean quick() {
    double departures = 0;
    for (Lane.Mark mark : queue.marks()) {
      departures += Math.max(0, mark.departurePerSecond());
    }
    return view.waiting() < departures * Tuning.BACKLOG_AHEAD * drainTime();
  }

  /** Whether pods are busy and their speed will be known in a few seconds. */
  boolean aboutToBeMeasured() {
    return queue.arrival().known() && queue.service().aboutToBeKnown(queue.seenAt());
  }

  private double lead() {
    return startup + rebalance;
  }

  private double withHeadroom(double rate) {
    return (1 + policy.tuning().headroom()) * rate;
  }

  /** Messages by which the backlog will have grown when pods that are asked for now work. */
  double growth() {
    double rate = workable(queue.arrival().perSecond());
    double capacity = Math.min(ready, view.mostPods()) * queue.service().perReplica();
    return (rate - capacity) * startup + rate * rebalance;
  }

  /** Pods for the arrivals alone. */
  double forArrivals() {
    return withHeadroom(queue.arrival().ahead(lead())) / queue.service().perReplica();
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
        ? Math.max(0, queue.marks().get(lane).arrivalPerSecond()) / arrivals
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
      long here = lanes.get(i).waiting();
      if (here > 0 && here * 2 >= waiting && load(i, rate, 0, drainTime()) > 1) {
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
    double capacity = Math.min(pods, view.mostPods()) * perReplica;
    if (queue.ceiling() != null) {
      capacity = Math.min(capacity, queue.ceiling().perSecond());
    }
    double longest = drain(backlog, capacity - rate);
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
