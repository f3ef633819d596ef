package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import dev.ecommercestack.operator.scaling.Steering.Outcome;
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
      text.append("; how fast a pod is was not measured yet, so ")
          .append(Words.messages(policy.lagThreshold()))
          .append(" per pod count. ");
    }
  }

  private void verdict(StringBuilder text) {
    String change = "from " + base + " to " + Words.pods(outcome.desired());
    switch (outcome.verdict()) {
      case UP -> up(text, change);
      case UP_FOR_CPU -> text.append("The CPU use of the pods asks for more: ").append(change);
      case DOWN -> down(text, change);
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
      case WINDOW ->
          text.append("Fewer pods would do, and will go when it has been so for ")
              .append(Words.time(hold))
              .append(": ")
              .append(Words.pods(base))
              .append(" stay until then");
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

  private void down(StringBuilder text, String change) {
    text.append("No more than ")
        .append(Words.pods(peak))
        .append(peak == 1 ? " was" : " were")
        .append(" needed for ")
        .append(Words.time(hold));
    if (demand != null && demand.model().doubt() > 1) {
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
    boolean one = base == 1;
    boolean measured = demand != null && demand.model().measured();
    double drain = measured && demand != null ? demand.model().drain(base) : 0;
    boolean helpless =
        demand != null
            && (demand.tooFew() || (Double.isInfinite(drain) && demand.limit().isPresent()));
    text.append(Words.pods(base));
    if (outcome.wanted() > outcome.desired()) {
      text.append(one ? " runs" : " run")
          .append(
              outcome.desired() < policy.maxReplicas()
                  ? ", as more of the " + policy.maxReplicas() + " allowed would do no more"
                  : ", the most that is allowed");
    } else if (helpless) {
      text.append(one ? " does" : " do").append(" not suffice, but more would not help");
    } else if (Double.isInfinite(drain)) {
      text.append(one ? " stays" : " stay").append(": more arrive than they handle, but few wait");
      return;
    } else {
      text.append(one ? " suffices" : " suffice");
    }
    if (drain > 0) {
      text.append(
          Double.isFinite(drain)
              ? ": the backlog is gone in " + Words.time(drain)
              : ": the backlog is not worked off");
    }
  }
}
