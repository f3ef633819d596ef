package dev.ecommercestack.worker.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the simulated provider behaves; may change while the service runs.
 *
 * @param latency how long it takes to answer, up to a minute
 * @param declineRate which part of charges it declines, 0 to 1
 * @param lostAnswerRate which part of charges it makes and then does not answer, 0 to 1
 * @param lostRequestRate which part of charges never reaches it, 0 to 1; each attempt anew
 */
record SimulatorSettings(
    @DefaultValue("20ms") Duration latency,
    @DefaultValue("0") double declineRate,
    @DefaultValue("0") double lostAnswerRate,
    @DefaultValue("0") double lostRequestRate) {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Refuses what cannot be simulated. */
  SimulatorSettings {
    if (latency.isNegative() || latency.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "latency is %s: choose 0 s to %s".formatted(latency, LONGEST));
    }
    requireRate("decline-rate", declineRate);
    requireRate("lost-answer-rate", lostAnswerRate);
    requireRate("lost-request-rate", lostRequestRate);
  }

  private static void requireRate(String name, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("%s is %s: choose 0 to 1".formatted(name, rate));
    }
  }
}
