package dev.ecommercestack.operator.scaling;

import java.time.Instant;

/**
 * The formula for one queue: the pods for an arrival rate a and a backlog B that is to be gone in W
 * seconds are (a (1 + headroom) + B/W) / s, summed up by parts. A partition counts one pod at most,
 * for only one pod can read it. Stalled parts count nothing.
 */
final class QueueModel {
  private final QueueHistory queue;
  private final QueueReading reading;
  private final Policy policy;
  private final Instant at;
  private final int ready;
  private final double drainTime;
  private final boolean[] stalled;
  private final double[] shares;
  private final double pending;

  QueueModel(QueueHistory queue, QueueReading reading, Policy policy, Instant at, int ready) {
    this.queue = queue;
    this.reading = reading;
    this.policy = policy;
    this.at = at;
    this.ready = ready;
    this.drainTime = Seconds.of(policy.drainTime());
    int parts = reading.parts().size();
    this.stalled = new boolean[parts];
    this.shares = new double[parts];
    double arrivals = 0;
    for (QueuePart.Seen part : queue.parts()) {
      arrivals += Math.max(0, part.arrivalRate());
    }
    double patience = stalledAfter(Math.max(1, Math.min(ready, reading.mostPods())));
    for (int i = 0; i < parts; i++) {
      QueuePart.Seen part = queue.parts().get(i);
      stalled[i] =
          reading.parts().get(i).waiting() > 0 && Seconds.between(part.movedAt(), at) >= patience;
      shares[i] = arrivals > 0 ? Math.max(0, part.arrivalRate()) / arrivals : 1.0 / parts;
    }
    this.pending = queue.arrival().bursts().pending(drainTime);
  }

  /** Seconds without a handled message after which a part is stalled. */
  private double stalledAfter(int readers) {
    double least = ScalingConstants.STALLED_SECONDS;
    if (!queue.service().known()) {
      return Math.max(least, drainTime);
    }
    double perPart = queue.service().perPod() * readers / stalled.length;
    return Math.max(least, ScalingConstants.STALLED_MESSAGES / perPart);
  }

  /** Whether arrival and service rates are known. */
  boolean measured() {
    return queue.arrival().known() && queue.service().known();
  }

  boolean stalled(int part) {
    return stalled[part];
  }

  /** Whether messages wait, pods are ready, and none of them reads. */
  boolean unread() {
    return ready > 0 && reading.unread() && reading.waiting() > 0;
  }

  /** Seconds from a decision to pods at full speed. */
  double lead() {
    return ScalingConstants.STARTUP_SECONDS
        + (reading.partitioned() ? ScalingConstants.REBALANCE_SECONDS : 0);
  }

  /** Seconds between the full speed of new pods and the end of the drain time. */
  private double window() {
    return Math.max(drainTime - lead(), ScalingConstants.LEAST_DRAIN_WINDOW * drainTime);
  }

  /** Whether pods that are asked for now come too late for the drain time. */
  boolean tooLate() {
    return drainTime <= lead();
  }

  /** Pods by the formula, however many partitions there are. */
  double formula() {
    return load(withHeadroom(rate()), 0, window(), false).sum();
  }

  /** As {@link #formula}, at most one pod per partition. */
  Load needed() {
    return load(withHeadroom(rate()), 0, window(), true);
  }

  /** As {@link #needed} without the backlog, which is over when it is gone. */
  Load neededForArrivals() {
    double ever = measured() ? Double.POSITIVE_INFINITY : window();
    return load(withHeadroom(rate()), 0, ever, true);
  }

  /** How many times as fast pods may be by now as when they were last measured. */
  double doubt() {
    return measured() ? queue.service().doubt(at) : 1;
  }

  /**
   * Whether some pods are too few. A rate above their capacity is no reason yet: the queue takes up
   * what is over soon. They are too few if the backlog is not to be gone in the drain time and is a
   * good part of what they do in it, or will be before added pods work.
   */
  boolean tooFew(int pods) {
    if (!measured()) {
      boolean starting = slowJobs() && pods > ready;
      return load(0, 0, window(), true).sum() > pods && !shrinks() && !starting;
    }
    int readers = Math.min(pods, reading.mostPods());
    if (readers == 0) {
      return true;
    }
    int parts = reading.parts().size();
    double equal = reading.partitioned() ? (double) parts / Math.ceilDiv(parts, readers) : readers;
    double doable = equal * perPod();
    double speed = queue.service().perPod();
    double later = Math.max(0, rate() - equal * speed * doubt()) * lead();
    boolean spread = readers < reading.mostPods();
    boolean much =
        work(0) > ScalingConstants.BACKLOG_NOW * doable
            || (anyBeyond(ScalingConstants.BACKLOG_NOW * perPod())
                && !Mechanism.PARTITION_BACKLOG.off());
    boolean soon =
        work(later) > ScalingConstants.BACKLOG_AHEAD * doable * doubt()
            && !Mechanism.FORESIGHT.off();
    return (soon && load(rate(), later, drainTime, spread).over(doubt()).exceeds(readers))
        || (much && load(rate(), 0, drainTime, spread).exceeds(readers));
  }

  /** Whether what waits is gone soon at the speed at which messages leave now. */
  private boolean shrinks() {
    double departures = 0;
    for (QueuePart.Seen part : queue.parts()) {
      departures += Math.max(0, part.departureRate());
    }
    return reading.waiting() < departures * ScalingConstants.BACKLOG_AHEAD * drainTime
        && !Mechanism.SHRINKING_BACKLOG.off();
  }

  /**
   * Whether a good part of a burst still waits: with fewer pods it would have the drain time once
   * more, though it has waited for some of it.
   */
  boolean handlesBurst() {
    boolean lately = measured() && queue.arrival().bursts().anyIn(2 * drainTime);
    return lately && work(0) > ScalingConstants.BACKLOG_NOW * perPod();
  }

  /** Messages that a pod handles in the drain time. */
  private double perPod() {
    return queue.service().perPod() * drainTime;
  }

  /** Messages per second to plan for. */
  private double rate() {
    return queue.arrival().level() + queue.arrival().bursts().perSecond(drainTime);
  }

  private static double withHeadroom(double rate) {
    return (1 + ScalingConstants.HEADROOM) * rate;
  }

  /** Messages that wait in a part, without those of a burst that counts as spread over time. */
  private double due(int part) {
    return Math.max(0, reading.parts().get(part).waiting() - shares[part] * pending);
  }

  /** Messages that wait, of each partition no more than one pod can do in the drain time. */
  private double work(double growth) {
    double most = reading.partitioned() ? perPod() : Double.MAX_VALUE;
    double sum = 0;
    for (int i = 0; i < stalled.length; i++) {
      sum += stalled[i] ? 0 : Math.min(most, due(i) + shares[i] * growth);
    }
    return sum;
  }

  private boolean anyBeyond(double messages) {
    for (int i = 0; reading.partitioned() && i < stalled.length; i++) {
      if (!stalled[i] && due(i) > messages) {
        return true;
      }
    }
    return false;
  }

  private Load load(double rate, double growth, double seconds, boolean onePodEach) {
    double sum = 0;
    double max = 0;
    for (int i = 0; i < stalled.length; i++) {
      if (!stalled[i]) {
        double load = load(i, rate, growth, seconds);
        double counted = reading.partitioned() && onePodEach ? Math.min(1, load) : load;
        sum += counted;
        max = Math.max(max, counted);
      }
    }
    return new Load(sum, max, reading.partitioned() ? stalled.length : 0);
  }

  /**
   * Messages that a pod is taken to handle in some seconds while its speed is not measured. A group
   * commits now and then, which tells nothing of one message.
   */
  private double assumedPerPod(double seconds) {
    double most = reading.partitioned() ? Double.MAX_VALUE : queue.service().atMost() * seconds;
    return Math.min(policy.lagThreshold(), most);
  }

  /** Whether a message is known to take so long that the lag threshold is too high. */
  boolean slowJobs() {
    return !measured() && assumedPerPod(window()) < policy.lagThreshold();
  }

  /** Pods that a part alone could use. */
  private double load(int part, double rate, double growth, double seconds) {
    if (!measured()) {
      return reading.parts().get(part).waiting() / assumedPerPod(seconds);
    }
    double messages = due(part) + shares[part] * growth;
    return (shares[part] * rate + messages / seconds) / queue.service().perPod();
  }

  /**
   * Returns the partition that holds half of what waits or more, and more than one pod can handle
   * in time; -1 if there is none.
   */
  int hotPartition() {
    if (!measured() || !reading.partitioned() || stalled.length == 1) {
      return -1;
    }
    for (int i = 0; i < stalled.length; i++) {
      long here = reading.parts().get(i).waiting();
      if (here > 0
          && here * 2 >= reading.waiting()
          && load(i, queue.arrival().perSecond(), 0, drainTime) > 1) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Seconds until the backlog is handled by some pods, infinite if it never is; what is not ready
   * yet starts later.
   */
  double drain(int pods) {
    double rate = queue.arrival().perSecond();
    double perPod = queue.service().perPod();
    double later = pods > ready ? lead() : 0;
    double now = Math.min(ready, reading.mostPods()) * perPod;
    double backlog = Math.max(0, reading.waiting() + (rate - now) * later);
    double capacity = Math.min(pods, reading.mostPods()) * perPod;
    if (queue.downstream() != null) {
      capacity = Math.min(capacity, queue.downstream().perSecond());
    }
    double longest = drain(backlog, capacity - rate);
    int hot = hotPartition();
    if (hot >= 0) {
      double alone = drain(reading.parts().get(hot).waiting(), perPod - shares[hot] * rate);
      longest = Math.max(longest, alone);
    }
    return later + longest;
  }

  private static double drain(double backlog, double surplus) {
    return backlog <= 0 ? 0 : surplus <= 0 ? Double.POSITIVE_INFINITY : backlog / surplus;
  }
}
