package dev.ecommercestack.operator.scaling;

import java.time.Instant;

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

  /** Least share of a rate that pods do where it comes in bursts: none of them may be late. */
  private static final double LEAST_SPARE = 1.05;

  private final SourceHistory queue;
  private final QueueView view;
  private final Policy policy;
  private final Instant at;
  private final int ready;
  private final double startup;
  private final double rebalance;
  private final Lanes lanes;
  private final LaneLoads loads;

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
    this.lanes =
        new Lanes(
            queue,
            view,
            at,
            Times.seconds(policy.tuning().stalledAfter()),
            Times.seconds(policy.drainTime()),
            Math.min(ready, view.mostPods()));
    this.loads = new LaneLoads(queue, view, lanes, policy.lagThreshold());
  }

  Lanes lanes() {
    return lanes;
  }

  /** Returns the fewest pods that do no less than some. */
  int useful(int pods) {
    return view.partitioned() ? Counts.useful(pods, lanes.count()) : pods;
  }

  /** Whether a change of the number of pods stops all of them for a while. */
  boolean partitioned() {
    return view.partitioned();
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
    return loads(withHeadroom(rate(0)), 0, window(), false).sum();
  }

  /** As {@link #formula}, at most one per lane, by the speed that pods may have by now. */
  Loads needed() {
    return loads(withHeadroom(rate(0)), 0, window(), true).over(doubt());
  }

  /**
   * As {@link #needed}, for what arrives in the long run: noise of a minute asks for no pod, nor
   * does a backlog, which is over when it is gone while a rate may come back.
   */
  Loads neededInTheLongRun() {
    double rate = withHeadroom(queue.arrival().inTheLongRun(lead()) + bursts());
    double ever = measured() ? Double.POSITIVE_INFINITY : window();
    return loads(rate, 0, ever, true).over(doubt());
  }

  /** How many times faster pods may be by now than they were when last measured. */
  double doubt() {
    return measured() ? queue.service().perReplicaAtBest(at) / queue.service().perReplica() : 1;
  }

  /**
   * Pods to ask for when there are too few: as {@link #needed}, with the backlog that will be there
   * when they work and the arrivals of a while later, so that one step is enough.
   */
  Loads target() {
    double rate = rate(Tuning.STEP_SECONDS);
    return loads(withHeadroom(rate), growth(), window(), true);
  }

  /**
   * Whether some pods are too few. A rate above their capacity is no reason yet: the queue takes up
   * what is over soon. They are too few if the backlog is not to be gone in the drain time and has
   * grown to a good part of what they can do in it, or would grow further than that before pods
   * that are asked for now could help. Of a burst no rate says that it is over soon: where they
   * come again, pods that can just do them are too few.
   */
  boolean tooFew(int pods) {
    if (!measured()) {
      return loads(0, 0, drainTime(), true).sum() > pods && !aboutToBeMeasured() && !quick();
    }
    int readers = Math.min(pods, view.mostPods());
    if (readers == 0) {
      return true;
    }
    double equal =
        view.partitioned()
            ? (double) view.lanes().size() / Math.ceilDiv(view.lanes().size(), readers)
            : readers;
    double doable = equal * perPod();
    double rate = rate(0);
    double speed = queue.service().perReplica();
    double later = Math.max(0, lanes.workable(rate, speed) - equal * speed) * lead();
    boolean spread = readers < view.mostPods();
    boolean burst =
        bursts() > 0 && loads(LEAST_SPARE * rate, 0, drainTime(), spread).exceed(readers);
    return burst
        || (lanes.work(later, perPod()) > Tuning.BACKLOG_AHEAD * doable
            && loads(rate, later, drainTime(), spread).exceed(readers))
        || ((lanes.work(0, perPod()) > Tuning.BACKLOG_NOW * doable
                || lanes.anyBeyond(Tuning.BACKLOG_NOW * perPod()))
            && loads(rate, 0, drainTime(), spread).exceed(readers));
  }

  /**
   * Whether a good part of a burst still waits: with fewer pods it would have the drain time once
   * more, though it has waited for some of it.
   */
  boolean worksOffABurst() {
    boolean lately = measured() && queue.arrival().bursts().anyIn(2 * drainTime());
    return lately && lanes.work(0, perPod()) > Tuning.BACKLOG_NOW * perPod();
  }

  /** Whether more waits than some pods do in the drain time, whatever arrives. */
  boolean overdue(int pods) {
    return measured() && lanes.work(0, perPod()) > pods * perPod();
  }

  /** Whether some pods are too few, and more were seen to bring nothing. */
  boolean limited(int pods) {
    return measured()
        && queue.ceiling() != null
        && pods >= queue.ceiling().pods()
        && drain(pods) > drainTime();
  }

  /**
   * Whether messages wait, pods are ready, and none of them reads: more of them would not either.
   */
  boolean unread() {
    return ready > 0 && view.unread() && view.waiting() > 0;
  }

  /** Whether more than some pods failed to bring anything, whatever waits, not long ago. */
  boolean enoughForNow(int pods) {
    return measured()
        && queue.ceiling() != null
        && at.isBefore(queue.ceiling().until())
        && pods >= queue.ceiling().pods();
  }

  /** Messages that a pod does in the drain time. */
  private double perPod() {
    return queue.service().perReplica() * drainTime();
  }

  /** Whether what waits is gone soon at the speed at which messages leave now. */
  private boolean quick() {
    return view.waiting() < lanes.departures() * Tuning.BACKLOG_AHEAD * drainTime();
  }

  /** Whether pods are busy and their speed will be known in a few seconds. */
  boolean aboutToBeMeasured() {
    return queue.arrival().known() && queue.service().aboutToBeKnown(queue.seenAt());
  }

  /** Seconds from a decision to pods at full speed. */
  double lead() {
    return startup + rebalance;
  }

  /**
   * Messages per second that are to be expected when pods work that are asked for now, or later.
   */
  private double rate(double later) {
    return queue.arrival().ahead(lead() + later) + bursts();
  }

  private double bursts() {
    return queue.arrival().bursts().perSecond(drainTime());
  }

  private double withHeadroom(double rate) {
    return (1 + policy.tuning().headroom()) * rate;
  }

  /** Messages by which the backlog will have grown when pods that are asked for now work. */
  double growth() {
    double rate = lanes.workable(queue.arrival().ahead(0) + bursts(), queue.service().perReplica());
    double capacity = Math.min(ready, view.mostPods()) * queue.service().perReplica();
    return (rate - capacity) * startup + rate * rebalance;
  }

  /** Pods for the arrivals alone. */
  double forArrivals() {
    return withHeadroom(rate(0)) / queue.service().perReplica();
  }

  private Loads loads(double rate, double growth, double seconds, boolean atMostOnePerLane) {
    return loads.of(rate, growth, seconds, atMostOnePerLane);
  }

  /**
   * Returns the lane that holds half of what waits or more, and more than one pod can work off in
   * time; -1 if there is none.
   */
  int hot() {
    return measured() ? loads.hot(drainTime()) : -1;
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
      double alone = drain(lanes.waiting(hot), perReplica - lanes.share(hot) * rate);
      longest = Math.max(longest, alone);
    }
    return later + longest;
  }

  private static double drain(double backlog, double surplus) {
    return backlog <= 0 ? 0 : surplus <= 0 ? Double.POSITIVE_INFINITY : backlog / surplus;
  }
}
