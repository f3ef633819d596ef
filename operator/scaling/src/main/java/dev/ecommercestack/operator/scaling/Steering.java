package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** From what the queues and the CPU ask for to one count, without haste downwards. */
final class Steering {
  /** While pods are starting, more are asked for only if it is this much more. */
  private static final double MORE_WHILE_STARTING = 1.25;

  /** Least share of the pods that is worth a rebalance when it is taken away. */
  private static final double WORTH_REMOVING = 0.1;

  /** Additions that must be left in the hour for pods to be taken away. */
  private static final int SPARE_UPS = 4;

  /** Why the count is what it is. */
  enum Verdict {
    UP,
    UP_FOR_CPU,
    DOWN,
    TO_ZERO,
    ENOUGH,
    STARTING,
    ONE_MORE_LOOK,
    WINDOW,
    HELD,
    BLIND,
    BLIND_MINIMUM,
    ROLLOUT,
    BOUNDS,
    ACTIONS
  }

  /**
   * A count with its reason.
   *
   * @param wanted pods that would have been asked for without the bound of the policy
   */
  record Outcome(int desired, int wanted, Verdict verdict) {
    boolean up() {
      return verdict == Verdict.UP || verdict == Verdict.UP_FOR_CPU;
    }
  }

  private final Instant at;
  private final Policy policy;
  private final History history;
  private final PodHistory pods;
  private final int base;
  private final List<Demand> demands;
  private final boolean blind;
  private final OptionalInt cpu;
  private final Duration hold;

  Steering(
      Instant at,
      Policy policy,
      History history,
      PodHistory pods,
      int base,
      List<Demand> demands,
      boolean blind,
      OptionalInt cpu,
      Duration hold) {
    this.at = at;
    this.policy = policy;
    this.history = history;
    this.pods = pods;
    this.base = base;
    this.demands = demands;
    this.blind = blind;
    this.cpu = cpu;
    this.hold = hold;
  }

  Outcome outcome() {
    if (base > policy.maxReplicas()) {
      return new Outcome(policy.maxReplicas(), policy.maxReplicas(), Verdict.BOUNDS);
    }
    Outcome asked = asked();
    int least = policy.minReplicas();
    return base > 0 && base < least && Math.min(asked.desired(), asked.wanted()) <= least
        ? new Outcome(least, base, Verdict.BOUNDS)
        : asked;
  }

  /** What is asked for, whatever the least is that the policy wants: one jump to both. */
  private Outcome asked() {
    if (pods.rolloutHolds(at)) {
      return new Outcome(base, base, Verdict.ROLLOUT);
    }
    int forQueues = 0;
    boolean changing = false;
    for (Demand demand : demands) {
      if (demand.tooFew() && demand.target() > base) {
        forQueues = Math.max(forQueues, demand.target());
        changing |= demand.queue().arrival().changing() && !demand.model().overdue(base);
      }
    }
    int wanted = Math.max(forQueues, cpu.orElse(0));
    int up = useful(Math.clamp(wanted, minimum(), policy.maxReplicas()));
    if (up > base) {
      return up(up, wanted, forQueues, changing && forQueues >= cpu.orElse(0));
    }
    if (wanted > base) {
      return new Outcome(base, wanted, Verdict.ENOUGH);
    }
    return blind ? blindly() : down();
  }

  /**
   * Returns the fewest pods that do no less for the queues than some; the CPU may need them all.
   */
  private int useful(int count) {
    int least = blind || cpu.isPresent() ? count : Math.min(count, minimum());
    for (Demand demand : demands) {
      least = Math.max(least, Math.min(count, demand.model().useful(count)));
    }
    return least;
  }

  /** Fewest pods to run when it is known what waits. */
  private int minimum() {
    return blind ? 0 : policy.lowest();
  }

  private Outcome up(int up, int wanted, int forQueues, boolean changing) {
    if (changing) {
      return new Outcome(base, base, Verdict.ONE_MORE_LOOK);
    }
    if (base > 0 && pods.starting() && up < base * MORE_WHILE_STARTING) {
      return new Outcome(base, base, Verdict.STARTING);
    }
    int left = policy.tuning().upsPerHour() - actions(true);
    if (left <= 0) {
      return new Outcome(base, up, Verdict.ACTIONS);
    }
    int most = left == 1 ? useful(Math.max(up, Math.min(cap(), policy.maxReplicas()))) : up;
    int first = base == 0 ? Math.max(most, policy.minReplicas()) : most;
    return new Outcome(
        first, wanted, forQueues >= up || forQueues == wanted ? Verdict.UP : Verdict.UP_FOR_CPU);
  }

  /** Most pods that any queue can keep busy. */
  private int cap() {
    int most = 0;
    for (Demand demand : demands) {
      most = Math.max(most, demand.cap().orElse(0));
    }
    return most;
  }

  private Outcome blindly() {
    Instant since = history.blindSince();
    boolean patient = since == null || at.isBefore(since.plus(policy.tuning().blindGrace()));
    if (patient || base >= policy.minReplicas()) {
      return new Outcome(base, base, Verdict.BLIND);
    }
    return actions(true) >= policy.tuning().upsPerHour()
        ? new Outcome(base, policy.minReplicas(), Verdict.ACTIONS)
        : new Outcome(policy.minReplicas(), policy.minReplicas(), Verdict.BLIND_MINIMUM);
  }

  private Outcome down() {
    for (Demand demand : demands) {
      if (demand.stalled()) {
        return new Outcome(base, base, Verdict.HELD);
      }
      if (demand.tooFew()) {
        return new Outcome(base, base, Verdict.ENOUGH);
      }
    }
    Tuning tuning = policy.tuning();
    int peak = history.peaks().max(at.minus(hold));
    for (Demand demand : demands) {
      peak = Math.max(peak, demand.now());
    }
    int down = peak == 0 && rested() ? policy.lowest() : Math.max(peak, policy.minReplicas());
    if (unmeasured()) {
      down = Math.max(down, Math.ceilDiv(base, 2));
    }
    while (down > 0 && down < base && tooFew(down)) {
      down++;
    }
    down = down >= base || down == 0 ? down : Math.max(useful(down), policy.minReplicas());
    if (down >= base || (down > 0 && base - down < WORTH_REMOVING * base)) {
      return new Outcome(base, base, Verdict.ENOUGH);
    }
    if (pods.starting() || measuring() || justRemoved() || !history.peaks().cover(at, hold)) {
      return new Outcome(base, base, Verdict.WINDOW);
    }
    boolean spare = actions(true) + SPARE_UPS <= tuning.upsPerHour();
    if (!spare || actions(false) >= tuning.downsPerHour()) {
      return new Outcome(base, down, Verdict.ACTIONS);
    }
    return new Outcome(down, down, down == 0 ? Verdict.TO_ZERO : Verdict.DOWN);
  }

  /** Whether nothing was needed for so long that not even one pod is. */
  private boolean rested() {
    Duration rest = policy.tuning().stabilization();
    return history.peaks().max() == 0 && history.peaks().cover(at, rest);
  }

  private boolean tooFew(int count) {
    for (Demand demand : demands) {
      if (demand.model().tooFew(count) && !demand.model().enoughForNow(count)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the speed of a pod is not known of a queue in which something is going on. */
  private boolean unmeasured() {
    for (Demand demand : demands) {
      if (!demand.model().measured() && demand.recommended() > 0) {
        return true;
      }
    }
    return false;
  }

  private int actions(boolean up) {
    Instant hourAgo = at.minus(Duration.ofHours(1));
    int count = 0;
    for (Action action : history.actions()) {
      count += action.up() == up && action.at().isAfter(hourAgo) ? 1 : 0;
    }
    return count;
  }

  /** Whether it is being measured what the last added pods bring. */
  private boolean measuring() {
    for (Demand demand : demands) {
      if (demand.queue().trial() != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether pods were taken away so lately that more of them may go along with the next ones. */
  private boolean justRemoved() {
    Instant recently = at.minus(hold.dividedBy(2));
    for (Action action : history.actions()) {
      if (!action.up() && action.at().isAfter(recently)) {
        return true;
      }
    }
    return false;
  }

  /** Adds an action and forgets those of more than an hour ago. */
  static List<Action> log(List<Action> actions, Action action) {
    Instant hourAgo = action.at().minus(Duration.ofHours(1));
    List<Action> kept = new ArrayList<>(actions.size() + 1);
    for (Action before : actions) {
      if (before.at().isAfter(hourAgo)) {
        kept.add(before);
      }
    }
    kept.add(action);
    return kept.size() > 64 ? List.copyOf(kept.subList(kept.size() - 64, kept.size())) : kept;
  }
}
