package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why, to someone who was woken up. */
final class Reason {
  private Reason() {}

  /**
   * Returns the sentences.
   *
   * @param check the check that forbids a change, if any
   * @param desired pods that were decided
   * @param ready pods that are ready
   */
  static String of(
      Situation now, Optional<Check> check, int desired, int ready, Optional<Limit> limit) {
    QueueDemand most = now.most();
    String change = "from " + now.base() + " to " + Text.pods(desired);
    String decision;
    if (desired > now.base() && now.wanted() > now.base() && check.isEmpty()) {
      decision = added(now, most, change, ready) + ".";
    } else if (desired < now.base()
        && now.base() <= now.policy().maxReplicas()
        && check.isEmpty()) {
      decision = removed(now, most, desired, change) + ".";
    } else if (desired != now.base()) {
      decision =
          "The policy allows %d to %d: %s."
              .formatted(now.policy().minReplicas(), now.policy().maxReplicas(), change);
    } else {
      decision = kept(now, check);
    }
    String situation = most == null ? "" : situation(most, now.policy()) + ". ";
    String limited = limit.map(Limit::sentence).filter(it -> !it.equals(decision)).orElse("");
    return situation + decision + (limited.isEmpty() ? "" : " " + limited);
  }

  /** Returns why the pods stay that there are. */
  static String kept(Situation now, Optional<Check> check) {
    String why = check.map(it -> it.sentence().apply(now)).orElse("as they are");
    return "%s %s %s.".formatted(Text.pods(now.base()), now.base() == 1 ? "stays" : "stay", why);
  }

  private static String situation(QueueDemand of, Policy policy) {
    long waiting = of.reading().waiting();
    String waits =
        waiting == 0
            ? "No message waits"
            : Text.messages(waiting) + (waiting == 1 ? " waits" : " wait");
    ArrivalRate arrival = of.queue().arrival();
    String arrives = arrival.known() ? ", " + Text.rate(arrival.perSecond()) + " arrive" : "";
    return waits + " in " + of.queue().name() + arrives + handles(of, policy);
  }

  private static String handles(QueueDemand of, Policy policy) {
    ServiceRate service = of.queue().service();
    if (of.model().measured()) {
      return "; one pod handles " + Text.rate(service.perPod());
    }
    if (of.model().slowJobs()) {
      return "; how fast a pod is was not measured yet, but a message takes it %s or more"
          .formatted(Text.time(1 / service.atMost()));
    }
    String why =
        of.reading().counted()
            ? "how fast a pod is was not measured yet"
            : "its broker does not count what arrives";
    return "; %s, so %s per pod count".formatted(why, Text.messages(policy.lagThreshold()));
  }

  private static String added(Situation now, @Nullable QueueDemand most, String change, int ready) {
    if (now.forCpu()) {
      return "The CPU use of the pods asks for more: " + change;
    }
    if (most == null || !most.model().measured()) {
      return "Hence " + change;
    }
    double drain = ready == 0 ? Double.POSITIVE_INFINITY : most.model().drain(now.base());
    double drainTime = Seconds.of(now.policy().drainTime());
    String late =
        Double.isFinite(drain) && drain > drainTime
            ? "the backlog would take %s, longer than the drain time of %s"
                .formatted(Text.time(drain), Text.time(drainTime))
            : "the drain time of %s would not hold".formatted(Text.time(drainTime));
    return "With %s %s: %s, at full speed in about %s%s"
        .formatted(
            Text.pods(now.base()),
            late,
            change,
            Text.time(most.model().lead()),
            most.model().tooLate() ? ", which is longer than the drain time itself" : "");
  }

  private static String removed(
      Situation now, @Nullable QueueDemand most, int desired, String change) {
    int lately = now.neededLately();
    String needed =
        "No more than %s %s needed for %s"
            .formatted(Text.pods(lately), lately == 1 ? "was" : "were", Text.time(now.keep()));
    String why = "";
    if (lately < desired && desired == now.policy().minReplicas()) {
      why = ", and the minimum is " + desired;
    } else if (most != null && most.model().doubt() > 1) {
      why = " if pods are faster by now than when they were last busy, which this will show";
    }
    return needed + why + ": " + change;
  }
}
