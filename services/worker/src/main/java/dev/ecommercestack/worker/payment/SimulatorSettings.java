package dev.ecommercestack.worker.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The behaviour of the simulated provider; it may change while the service runs.
 *
 * @param latency the time until a response, at most one minute
 * @param declineRate the share of charges that are declined, 0 to 1
 * @param lostAnswerRate the share of charges that are made but not responded to, 0 to 1
 * @param lostRequestRate the share of charges that do not reach the provider, 0 to 1, random for
 *     each attempt
 */
@ConfigurationProperties("worker.payment.simulator")
record SimulatorSettings(
    @DefaultValue("20ms") Duration latency,
    @DefaultValue("0") double declineRate,
    @DefaultValue("0") double lostAnswerRate,
    @DefaultValue("0") double lostRequestRate) {
  private static final Duration MAX_LATENCY = Duration.ofMinutes(1);

  /** Rejects values out of range. */
  SimulatorSettings {
    if (latency.isNegative() || latency.compareTo(MAX_LATENCY) > 0) {
      throw new IllegalArgumentException(
          "latency is %s: choose 0 s to %s".formatted(latency, MAX_LATENCY));
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
