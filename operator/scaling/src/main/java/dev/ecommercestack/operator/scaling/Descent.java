package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Steering.Outcome;
import dev.ecommercestack.operator.scaling.Steering.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How many pods go, and when.
 *
 * @param hold time for which pods are kept
 * @param useful the fewest pods that do no less than some
 */
record Descent(
    Instant at,
    Policy policy,
    History history,
    PodHistory pods,
    int base,
    List<Demand> demands,
    OptionalInt cpu,
    Duration hold,
    IntUnaryOperator useful) {
  /** Least share of the pods that is worth a rebalance when it is taken away. */
  private static final double WORTH_REMOVING = 0.1;

  /** Additions that must be left in the hour for pods to be taken away. */
  private static final int SPARE_UPS = 4;

  Outcome outcome() {
    int peak = Math.max(neededNow(), history.peaks().max(at.minus(hold)));
    int down = fewest(peak);
    if (!worthIt(down)) {
      return new Outcome(base, base, worthIt(fewest(neededNow())) ? Verdict.KEPT : enough());
    }
    Verdict not = notYet();
    if (not != null) {
      return new Outcome(base, base, not);
    }
    Tuning tuning = policy.tuning();
    boolean spare = history.actions(true, at) + SPARE_UPS <= tuning.upsPerHour();
    if (!spare || history.actions(false, at) >= tuning.downsPerHour()) {
      return new Outcome(base, down, Verdict.ACTIONS);
    }
    boolean slowly = atOnce() > Math.max(peak, policy.minReplicas());
    return new Outcome(
        down, down, down == 0 ? Verdict.TO_ZERO : slowly ? Verdict.DOWN_SLOWLY : Verdict.DOWN);
  }

  /** Pods that suffice for what there is at this look. */
  private int neededNow() {
    int needed = cpu.orElse(0);
    for (Demand demand : demands) {
      needed = Math.max(needed, Math.max(demand.now(), demand.recommended()));
      needed = Math.max(needed, demand.seen(base, history, at));
    }
    return needed;
  }

  /** Fewest pods to go down to at once for a need, the drain time holding. */
  private int fewest(int needed) {
    int down = needed == 0 && rested() ? policy.lowest() : Math.max(needed, policy.minReplicas());
    down = Math.max(down, atOnce());
    while (down > 0 && down < base && tooFew(down)) {
      down++;
    }
    return down >= base || down == 0
        ? down
        : Math.max(useful.applyAsInt(down), policy.minReplicas());
  }

  private int atOnce() {
    int least = 0;
    for (Demand demand : demands) {
      least = Math.max(least, demand.atOnce(base, history));
    }
    return least;
  }

  private boolean worthIt(int down) {
    return down < base && (down == 0 || base - down >= WORTH_REMOVING * base);
  }

  private Verdict enough() {
    for (Demand demand : demands) {
      if (demand.seen(base, history, at) > demand.recommended()) {
        return Verdict.UNPROVEN;
      }
    }
    return Verdict.ENOUGH;
  }

  /** Why pods that are not needed are not taken away now, or null if they are. */
  private @Nullable Verdict notYet() {
    if (pods.starting()) {
      return Verdict.AWAITED;
    }
    if (measuring()) {
      return Verdict.MEASURING;
    }
    if (justRemoved()) {
      return Verdict.JUST_REMOVED;
    }
    return history.peaks().cover(at, hold) ? null : Verdict.WINDOW;
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
}
