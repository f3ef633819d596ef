package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import dev.ecommercestack.operator.scaling.Steering.Outcome;
import dev.ecommercestack.operator.scaling.Steering.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why, to someone who was woken up. */
final class Explanation {
  private final Policy policy;
  private final int base;
  private final int ready;
  private final Outcome outcome;
  private final @Nullable Demand demand;
  private final Duration hold;
  private final int peak;

  Explanation(
      Policy policy,
      int base,
      int ready,
      Outcome outcome,
      @Nullable Demand demand,
      Duration hold,
      int peak) {
    this.policy = policy;
    this.base = base;
    this.ready = ready;
    this.outcome = outcome;
    this.demand = demand;
    this.hold = hold;
    this.peak = peak;
  }

  /**
   * Returns the sentences.
   *
   * @param unknown why a queue is not known, or null
   */
  String text(@Nullable String unknown, Optional<Limit> limit) {
    StringBuilder text = new StringBuilder(320);
    if (unknown != null) {
      text.append(unknown).append(' ');
    }
    if (demand != null) {
      situation(text, demand);
    }
    verdict(text);
    limit.ifPresent(it -> text.append(' ').append(it.sentence()));
    return text.toString();
  }

  private void situation(StringBuilder text, Demand of) {
    text.append(of.lag() == 0 ? "No message waits" : Words.messages(of.lag()))
        .append(of.lag() == 0 ? "" : of.lag() == 1 ? " waits" : " wait")
        .append(" in ")
        .append(of.name());
    if (of.queue().arrival().known()) {
      text.append(", ").append(Words.rate(of.queue().arrival().perSecond())).append(" arrive");
    }
    if (of.model().measured()) {
      text.append("; one pod handles ")
          .append(Words.rate(of.queue().service().perReplica()))
          .append(". ");
    } else {
      text.append(
              of.counted()
                  ? "; how fast a pod is was not measured yet, so "
                  : "; its broker does not count what arrives, so ")
          .append(Words.messages(policy.lagThreshold()))
          .append(" per pod count. ");
    }
  }

  private void verdict(StringBuilder text) {
    String change = "from " + base + " to " + Words.pods(outcome.desired());
    switch (outcome.verdict()) {
      case UP -> up(text, change);
      case UP_FOR_CPU -> text.append("The CPU use of the pods asks for more: ").append(change);
      case DOWN, DOWN_SLOWLY -> down(text, change);
      case TO_ZERO ->
          text.append("Nothing waited or arrived for ")
              .append(Words.time(policy.tuning().stabilization()))
              .append(": ")
              .append(change);
      case ENOUGH -> enough(text);
      case STARTING ->
          text.append("Of ")
              .append(Words.pods(base))
              .append(' ')
              .append(ready)
              .append(ready == 1 ? " is" : " are")
              .append(" ready; the others are awaited before more are added");
      case ONE_MORE_LOOK ->
          text.append("The rate just changed; one more look before pods are added, ")
              .append(Words.pods(base))
              .append(" until then");
      case KEPT ->
          fewer(
              text,
              ", but "
                  + peak
                  + (peak == 1 ? " was" : " were")
                  + " needed within the last "
                  + Words.time(hold),
              "for now");
      case AWAITED -> fewer(text, ", but not all are ready that were asked for", "for now");
      case MEASURING ->
          fewer(text, ", but what the last added ones bring is being measured", "for now");
      case JUST_REMOVED ->
          fewer(
              text,
              ", but others went less than " + Words.time(hold.dividedBy(2)) + " ago",
              "for now");
      case WINDOW ->
          fewer(text, ", and will go when it has been so for " + Words.time(hold), "until then");
      case UNPROVEN ->
          text.append(Words.pods(base))
              .append(base == 1 ? " stays" : " stay")
              .append(": fewer might do, but each would get more than pods were seen to handle");
      case HELD, BLIND, ROLLOUT ->
          text.append(
                  demand != null && demand.model().unread() ? "No consumer reads it: the" : "The")
              .append(" count is held at ")
              .append(Words.pods(base));
      case BLIND_MINIMUM ->
          text.append("This lasts for more than ")
              .append(Words.time(policy.tuning().blindGrace()))
              .append(", so at least the minimum runs: ")
              .append(change);
      case BOUNDS ->
          text.append("The policy allows ")
              .append(policy.minReplicas())
              .append(" to ")
              .append(policy.maxReplicas())
              .append(": ")
              .append(change);
      case ACTIONS ->
          text.append("The count was changed too often in the last hour and is held at ")
              .append(Words.pods(base));
    }
    text.append('.');
  }

  private void fewer(StringBuilder text, String why, String howLong) {
    text.append("Fewer pods would do")
        .append(why)
        .append(": ")
        .append(Words.pods(base))
        .append(base == 1 ? " stays " : " stay ")
        .append(howLong);
  }

  private void down(StringBuilder text, String change) {
    if (peak == 0) {
      text.append("No pod was");
    } else {
      text.append("No more than ").append(Words.pods(peak)).append(peak == 1 ? " was" : " were");
    }
    text.append(" needed for ").append(Words.time(hold));
    if (outcome.verdict() == Verdict.DOWN_SLOWLY) {
      text.append(", but only some go at once as it is not known how fast a pod is");
    } else if (peak < outcome.desired() && outcome.desired() == policy.minReplicas()) {
      text.append(", and the minimum is ").append(policy.minReplicas());
    } else if (peak < outcome.desired()) {
      text.append(", and ").append(outcome.desired()).append(" for what there is now");
    } else if (demand != null && demand.restsOnDoubt(outcome.desired())) {
      text.append(" if pods are faster by now than when they were last busy, which this will show");
    }
    text.append(": ").append(change);
  }

  private void up(StringBuilder text, String change) {
    if (demand == null || !demand.model().measured()) {
      text.append("Hence ").append(change);
      return;
    }
    QueueModel model = demand.model();
    if (base == 0) {
      text.append("No pod runs: ");
    } else {
      double drain = base <= ready ? model.drain(base) : Double.POSITIVE_INFINITY;
      text.append("With ").append(Words.pods(base));
      if (drain > policy.drainTime().toSeconds() && Double.isFinite(drain)) {
        text.append(" the backlog would take ")
            .append(Words.time(drain))
            .append(", longer than the drain time of ")
            .append(Words.time(policy.drainTime()))
            .append(": ");
      } else {
        text.append(" the drain time of ")
            .append(Words.time(policy.drainTime()))
            .append(" would not hold: ");
      }
    }
    text.append(change)
        .append(", at full speed in about ")
        .append(Words.time(model.startup() + model.rebalance()));
    if (model.tooLate()) {
      text.append(", which is longer than the drain time itself");
    }
  }

  private void enough(StringBuilder text) {
    if (base == 0) {
      text.append("No pod runs, and none is needed");
      return;
    }
    boolean one = base == 1;
    boolean measured = demand != null && demand.model().measured();
    double drain = measured && demand != null ? demand.model().drain(base) : 0;
    boolean late = drain > policy.drainTime().toSeconds();
    boolean limited = demand != null && demand.limit().isPresent();
    boolean tooFew = demand != null && demand.tooFew();
    text.append(Words.pods(base));
    if (outcome.wanted() > outcome.desired()) {
      text.append(one ? " runs" : " run")
          .append(
              outcome.desired() < policy.maxReplicas()
                  ? ", as more of the " + policy.maxReplicas() + " allowed would do no more"
                  : ", the most that is allowed");
    } else if (limited && (tooFew || late)) {
      text.append(one ? " does" : " do").append(" not suffice, but more would not help");
    } else if (tooFew) {
      text.append(one ? " is" : " are").append(" too few, but more would come too late to help");
    } else if (late) {
      text.append(one ? " stays" : " stay")
          .append(Double.isInfinite(drain) ? ": more arrive than they handle, but few wait" : "");
    } else {
      text.append(one ? " suffices" : " suffice");
    }
    if (drain > 0 && Double.isFinite(drain)) {
      boolean few = late && !tooFew && !limited && outcome.wanted() <= outcome.desired();
      text.append(
              few ? ": few wait, though the backlog is gone only in " : ": the backlog is gone in ")
          .append(Words.time(drain));
    } else if (drain > 0 && (limited || tooFew || outcome.wanted() > outcome.desired())) {
      text.append(": the backlog is not worked off");
    }
  }
}
