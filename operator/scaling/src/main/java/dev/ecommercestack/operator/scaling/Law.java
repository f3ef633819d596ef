package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** From the loads of one queue to counts of pods, and to what more pods cannot help. */
final class Law {
  /** Least time, in seconds, after which pods that do not read are more than late. */
  private static final double UNREAD = 60;

  private final QueueModel model;
  private final QueueView view;
  private final SourceHistory queue;
  private final Policy policy;
  private final Instant at;
  private final long lag;

  private Law(QueueModel model, QueueView view, SourceHistory queue, Policy policy, Instant at) {
    this.model = model;
    this.view = view;
    this.queue = queue;
    this.policy = policy;
    this.at = at;
    this.lag = view.waiting();
  }

  /**
   * Returns what a queue asks for.
   *
   * @param base pods that are asked for so far
   */
  static Demand demand(
      QueueModel model, QueueView view, SourceHistory queue, Policy policy, Instant at, int base) {
    return new Law(model, view, queue, policy, at).demand(base);
  }

  private Demand demand(int base) {
    double headroom = model.measured() ? policy.tuning().headroom() : 0;
    double slack = headroom * Tuning.HEADROOM_TO_STAY;
    int least = idle(base) ? 0 : 1;
    Ceiling top = model.enoughForNow(base) ? queue.ceiling() : null;
    boolean limited = model.limited(base);
    int recommended =
        bounded(top, limited, Math.max(least, capped(model.neededInTheLongRun(), slack)));
    int now = bounded(top, limited, Math.max(least, capped(model.needed(), slack)));
    int wanted = Math.max(recommended, capped(model.target(), headroom * Tuning.HEADROOM_TO_ROUND));
    boolean unread = model.unread();
    boolean over = top != null && base > top.pods();
    boolean tooFew = base < least || (!unread && !over && (limited || model.tooFew(base)));
    int ceiling = queue.ceiling() == null ? Integer.MAX_VALUE : queue.ceiling().most(at);
    if (limited && queue.ceiling() != null && !at.isBefore(queue.ceiling().until())) {
      int next = Counts.nextUseful(queue.ceiling().pods(), view.lanes().size());
      ceiling = view.partitioned() ? Math.max(ceiling, next) : ceiling;
      wanted = Math.max(wanted, Math.min(ceiling, view.mostPods()));
    }
    int target = Math.max(base, Math.min(wanted, ceiling));
    int stalled = stalled();
    return new Demand(
        queue.name(),
        model,
        queue,
        view.counted(),
        lag,
        cap(),
        model.formula(),
        recommended,
        now,
        tooFew,
        target,
        unread || model.lanes().anyStuck(),
        limit(stalled, tooFew, limited));
  }

  /**
   * Pods that suffice under a ceiling: all of it while it is what keeps the drain time from
   * holding.
   */
  private static int bounded(@Nullable Ceiling top, boolean limited, int pods) {
    return top == null ? pods : limited ? top.pods() : Math.min(top.pods(), pods);
  }

  /** Whether nothing waits, and less than one message is to be expected in the next window. */
  private boolean idle(int base) {
    if (lag > 0 || !view.counted()) {
      return lag == 0;
    }
    double window = Times.seconds(policy.tuning().stabilization());
    return queue.arrival().known() ? queue.arrival().perSecond() * window < 1 : base == 0;
  }

  private int capped(Loads loads, double slack) {
    return view.partitioned() ? loads.pods(slack) : Math.min(loads.pods(slack), prefetchCap());
  }

  /**
   * Pods beyond backlog over prefetch find no message, those needed for what arrives aside: while
   * these wait little is in the queue.
   */
  private int prefetchCap() {
    int filled = (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(lag, view.prefetch()));
    return model.measured() ? Math.max(filled, Counts.whole(model.forArrivals())) : filled;
  }

  private OptionalInt cap() {
    return OptionalInt.of(view.partitioned() ? view.lanes().size() : Math.max(1, prefetchCap()));
  }

  private int stalled() {
    int count = 0;
    for (int i = 0; i < view.lanes().size(); i++) {
      count += model.lanes().stalled(i) ? 1 : 0;
    }
    return count;
  }

  private Optional<Limit> limit(int stalled, boolean tooFew, boolean limited) {
    if (model.unread()) {
      return idleFor() < Math.max(UNREAD, model.lead())
          ? Optional.empty()
          : Optional.of(new Limit(LimitedBy.STALLED_CONSUMER, unread()));
    }
    if (stalled > 0) {
      return Optional.of(new Limit(LimitedBy.STALLED_CONSUMER, stalled(stalled)));
    }
    if (limited && queue.ceiling() != null) {
      return Optional.of(new Limit(LimitedBy.DOWNSTREAM, downstream(queue.ceiling())));
    }
    int hot = model.hot();
    if (hot >= 0) {
      return Optional.of(new Limit(LimitedBy.HOT_PARTITION, hot(hot)));
    }
    double needed = model.formula();
    if (!tooFew) {
      return Optional.empty();
    }
    if (view.partitioned() && needed > view.lanes().size() && model.tooFew(view.lanes().size())) {
      return Optional.of(new Limit(LimitedBy.PARTITIONS, partitions(needed)));
    }
    if (!view.partitioned() && Counts.whole(needed) > prefetchCap()) {
      return Optional.of(new Limit(LimitedBy.PREFETCH, prefetch(needed)));
    }
    return Optional.empty();
  }

  /** Seconds for which nothing was worked off though something waits. */
  private double idleFor() {
    double longest = 0;
    for (int i = 0; i < view.lanes().size(); i++) {
      double idle = Times.seconds(queue.marks().get(i).movedAt(), at);
      longest = view.lanes().get(i).waiting() > 0 ? Math.max(longest, idle) : longest;
    }
    return longest;
  }

  private String unread() {
    return "No consumer reads "
        + queue.name()
        + " though pods are ready, and nothing was worked off for "
        + Words.time(idleFor())
        + ": more pods would not help, look in the pods' logs for why their consumers stopped.";
  }

  private String stalled(int count) {
    int first = 0;
    while (!model.lanes().stalled(first)) {
      first++;
    }
    Lane.Mark mark = queue.marks().get(first);
    String what =
        !view.partitioned()
            ? queue.name()
            : count == view.lanes().size()
                ? "every partition of " + queue.name()
                : "partition "
                    + mark.lane().id()
                    + " of "
                    + queue.name()
                    + (count > 1 ? " (and " + (count - 1) + " more)" : "");
    return "Nothing was worked off in "
        + what
        + " for "
        + Words.time(Times.seconds(mark.movedAt(), at))
        + (view.partitioned() || view.members().isPresent()
            ? " although consumers are there"
            : " although pods are ready")
        + ": more pods would not help, look for a message that cannot be handled or a consumer that"
        + " hangs.";
  }

  private String downstream(Ceiling ceiling) {
    String again =
        at.isBefore(ceiling.until())
            ? " More will be tried in " + Words.time(Times.seconds(at, ceiling.until())) + "."
            : "";
    return "The last step, to "
        + Words.pods(ceiling.tried())
        + ", brought "
        + Math.max(0, Math.round(100 * ceiling.share()))
        + " % of what it should: something behind the pods, such as the database, is the bottleneck."
        + again;
  }

  private String hot(int lane) {
    Lane hot = view.lanes().get(lane);
    return "Partition "
        + hot.id()
        + " of "
        + queue.name()
        + " holds "
        + hot.waiting() * 100 / lag
        + " % of what waits, and only one pod can read it: no number of pods works it off in time,"
        + " spread its keys over more partitions.";
  }

  private String partitions(double needed) {
    return Words.number(Math.ceil(needed))
        + " pods would be needed, but "
        + queue.name()
        + " has "
        + view.lanes().size()
        + " partitions, and pods without one would idle: more partitions are needed.";
  }

  private String prefetch(double needed) {
    return Words.number(Math.ceil(needed))
        + " pods would be needed, but each takes "
        + view.prefetch()
        + " messages at a time and "
        + lag
        + " are left: pods beyond that would find none; a smaller prefetch would spread them.";
  }
}
