package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import java.time.Instant;
import java.util.Optional;

/**
 * What one queue asks for.
 *
 * @param model the formula that it follows from
 * @param queue the history of the queue
 * @param reading the newest reading of the queue
 * @param forArrivals pods that suffice in the long run
 * @param needed pods that suffice for what there is now
 * @param tooFew whether the pods that there are do not suffice
 * @param target pods to ask for in that case
 * @param limit limit that more pods do not lift
 */
record QueueDemand(
    QueueModel model,
    QueueHistory queue,
    QueueReading reading,
    int forArrivals,
    int needed,
    boolean tooFew,
    int target,
    Optional<Limit> limit) {

  /**
   * Returns what a queue asks for.
   *
   * @param base pods that are asked for so far
   * @param ready pods that are ready
   */
  static QueueDemand of(
      QueueHistory queue, QueueReading reading, Policy policy, Instant at, int base, int ready) {
    QueueModel model = new QueueModel(queue, reading, policy, at, ready);
    DownstreamLimit downstream = queue.downstream();
    int most = downstream == null ? Integer.MAX_VALUE : downstream.most(at);
    double rounding = Mechanism.ROUNDING.off() || !model.measured() ? 0 : ScalingConstants.HEADROOM;
    double keep = rounding * ScalingConstants.ROUNDING_WHEN_REMOVING;
    int prefetchCap = prefetchCap(model, reading);
    Load doubted = model.needed().over(model.doubt());
    int needed = Math.clamp(doubted.pods(keep), 1, prefetchCap);
    Load arrivals = model.neededForArrivals().over(model.doubt());
    int forArrivals = Math.clamp(arrivals.pods(keep), 1, prefetchCap);
    int wanted =
        Math.max(
            forArrivals,
            Math.clamp(
                model.needed().pods(rounding * ScalingConstants.ROUNDING_WHEN_ADDING),
                1,
                prefetchCap));
    boolean few =
        !model.unread()
            && !queue.service().pauses(Math.min(ready, reading.mostPods()))
            && model.tooFew(base);
    boolean limited =
        downstream != null
            && downstream.sure(at)
            && base >= downstream.pods()
            && model.drain(base) > Seconds.of(policy.drainTime());
    return new QueueDemand(
        model,
        queue,
        reading,
        Math.min(forArrivals, most),
        Math.min(needed, most),
        few && base < most,
        Math.max(base, Math.min(wanted, most)),
        new QueueLimits(model, queue, reading, at, prefetchCap).of(few, limited));
  }

  /**
   * Pods beyond backlog over prefetch find no message, those needed for what arrives aside: while
   * these wait little is in the queue.
   */
  private static int prefetchCap(QueueModel model, QueueReading reading) {
    if (reading.partitioned() || Mechanism.PREFETCH.off()) {
      return Integer.MAX_VALUE;
    }
    int filled =
        (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(reading.waiting(), reading.prefetch()));
    int arrivals = model.measured() ? Load.whole(model.neededForArrivals().sum()) : 0;
    return Math.max(1, Math.max(filled, arrivals));
  }

  /** Most pods that the queue can keep busy. */
  int cap() {
    return reading.partitioned() ? reading.parts().size() : prefetchCap(model, reading);
  }

  /** Whether something waits that is not handled although pods are there. */
  boolean stalled() {
    boolean any = model.unread();
    for (int i = 0; i < reading.parts().size(); i++) {
      any |= model.stalled(i);
    }
    return any;
  }

  int asked() {
    return tooFew ? target : forArrivals;
  }
}
