package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one queue asks for.
 *
 * @param name of the queue
 * @param model the law that it follows from
 * @param counted whether it is known how many messages arrive, and so how fast pods are some day
 * @param lag messages that wait
 * @param cap most pods that it can keep busy, or empty where nothing bounds them
 * @param formula pods by the formula, without caps, not rounded
 * @param recommended pods that suffice in the long run
 * @param now pods that suffice for what arrives now
 * @param tooFew whether the pods that there are do not suffice
 * @param target pods to ask for in that case
 * @param stalled whether something that waits is not worked off although pods are there
 * @param limit what more pods cannot help
 */
record Demand(
    String name,
    QueueModel model,
    SourceHistory queue,
    boolean counted,
    long lag,
    OptionalInt cap,
    double formula,
    int recommended,
    int now,
    boolean tooFew,
    int target,
    boolean stalled,
    Optional<Limit> limit) {

  /**
   * Returns what is remembered of the queue when pods are added at some time. If the last ones were
   * taken away because pods might be faster by now, and such pods could do with what arrives, then
   * they are not faster: nothing else needs to have been measured. One that was measured since is
   * not doubted at that time.
   */
  SourceHistory afterUp(@Nullable Action last, Instant at) {
    ServiceRate service = queue.service();
    ArrivalRate arrival = queue.arrival();
    if (!tooFew || last == null || last.up() || !model.measured() || arrival.changing()) {
      return queue;
    }
    double hoped = service.perReplicaAtBest(last.at());
    boolean doubted = hoped > service.perReplica() && model.forArrivals() > last.to();
    return doubted && arrival.perSecond() < last.to() * hoped
        ? queue.with(service.confirmed(at))
        : queue;
  }

  /** Whether some pods suffice only if pods are faster by now than they were seen to be. */
  boolean restsOnDoubt(int pods) {
    return model.doubt() > 1 && model.forArrivals() > pods;
  }

  /**
   * Whether it is only a matter of time until it is known how fast pods are, and these were not
   * added to find out: somebody decided on them who may have known, such as this law before it lost
   * its history.
   */
  boolean unproven(History history) {
    return recommended > 0
        && queue.arrival().known()
        && !queue.service().known()
        && history.actions().stream().noneMatch(Action::up);
  }

  /** Least time for which pods are kept, whatever it takes to get them back. */
  Duration rest(History history, Tuning tuning) {
    if (unproven(history)) {
      return Tuning.UNPROVEN;
    }
    return model.measured() && !model.partitioned() ? Duration.ZERO : tuning.stabilization();
  }

  /**
   * Fewest pods, but no more than some, of which each gets no more than pods were seen to handle; 0
   * if that plays no part.
   */
  int seen(int base, History history, Instant at) {
    if (!unproven(history)) {
      return 0;
    }
    Pace pace = queue.pace();
    int partitions = model.partitioned() ? model.lanes().count() : 0;
    double rate = queue.arrival().ahead(model.lead());
    int least = pace == null ? base : 1;
    while (pace != null
        && least < base
        && Counts.worth(least, partitions) * pace.atBest(at) < rate) {
      least++;
    }
    return least;
  }

  /**
   * Fewest pods to go down to at once while it is not known how fast they are: half of those that
   * were added to find out, and more of others.
   */
  int atOnce(int base, History history) {
    if (unproven(history)) {
      return base - Math.max(1, (int) (Tuning.UNPROVEN_SHARE * base));
    }
    return model.measured() || recommended == 0 ? 0 : Math.ceilDiv(base, 2);
  }
}
