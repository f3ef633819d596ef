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

  /** Why the count is what it is. */
  enum Verdict {
    UP,
    UP_FOR_CPU,
    DOWN,
    /** Only some go at once, as it is not known how fast they are. */
    DOWN_SLOWLY,
    TO_ZERO,
    ENOUGH,
    /** More were needed not long ago. */
    KEPT,
    /** Fewer might do, but it is not known how fast they are. */
    UNPROVEN,
    STARTING,
    ONE_MORE_LOOK,
    /** Fewer would do, but not all are ready that were asked for. */
    AWAITED,
    /** Fewer would do, but what the last ones bring is being measured. */
    MEASURING,
    /** Fewer would do, but the last ones went a moment ago. */
    JUST_REMOVED,
    /** Fewer would do, but nobody has looked for long enough. */
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
    int left = policy.tuning().upsPerHour() - history.actions(true, at);
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
    return history.actions(true, at) >= policy.tuning().upsPerHour()
        ? new Outcome(base, policy.minReplicas(), Verdict.ACTIONS)
        : new Outcome(policy.minReplicas(), policy.minReplicas(), Verdict.BLIND_MINIMUM);
  }

  private Outcome down() {
    for (Demand demand : demands) {
      if (demand.stalled()) {
        return new Outcome(base, base, Verdict.HELD);
      }
      if (demand.tooFew() || demand.model().worksOffABurst()) {
        return new Outcome(base, base, Verdict.ENOUGH);
      }
    }
    return new Descent(at, policy, history, pods, base, demands, cpu, hold, this::useful).outcome();
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
