package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;
import dev.ecommercestack.operator.api.v1alpha1.status.ScalingStatus;
import dev.ecommercestack.operator.scaling.Decision;
import dev.ecommercestack.operator.scaling.History;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Describes decisions as they stand in {@code status.scaling}. */
final class Statuses {
  private static final int MAX_REASON_LENGTH = 1024;
  private static final MathContext RATE_DIGITS = new MathContext(3);
  private static final int RATE_DECIMALS = 3;

  /** Relative difference from which on another number is worth a write. */
  private static final double NOTABLE = 0.2;

  private Statuses() {}

  /**
   * Describes a decision.
   *
   * @param component name of the component
   * @param mode whether decisions are carried out
   * @param ready number of pods that run
   * @param decision the decision
   * @param history the history after the decision
   * @param at the time of the decision
   */
  static ScalingStatus of(
      String component,
      ScalingMode mode,
      int ready,
      Decision decision,
      History history,
      Instant at) {
    var numbers = decision.numbers();
    return new ScalingStatus(
        component,
        mode,
        ready,
        decision.desired(),
        numbers.source().isEmpty() ? null : numbers.source(),
        numbers.lag().isPresent() ? numbers.lag().getAsLong() : null,
        rate(numbers.arrivalPerSecond()),
        rate(numbers.servicePerReplica()),
        numbers.predictedDrain().map(Duration::toSeconds).map(it -> it + "s").orElse(null),
        decision.limitedBy().map(limit -> limit.by().word()).orElse(null),
        shorten(decision.reason()),
        time(at),
        history.lastScaleTime().map(Statuses::time).orElse(null));
  }

  /** Whether the numbers of two decisions differ so much that the newer ones are published. */
  static boolean differNotably(ScalingStatus one, ScalingStatus other) {
    return !Objects.equals(one.source(), other.source())
        || differ(number(one.lag()), number(other.lag()))
        || differ(number(one.arrivalRate()), number(other.arrivalRate()))
        || differ(number(one.serviceRate()), number(other.serviceRate()))
        || differ(number(one.predictedDrain()), number(other.predictedDrain()));
  }

  private static boolean differ(double one, double other) {
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Double.isNaN(one) != Double.isNaN(other);
    }
    return Math.abs(one - other) > NOTABLE * Math.max(one, other);
  }

  private static double number(@Nullable Object value) {
    return value == null ? Double.NaN : Double.parseDouble(value.toString().replace("s", ""));
  }

  private static @Nullable String rate(OptionalDouble perSecond) {
    return perSecond.isPresent()
        ? BigDecimal.valueOf(perSecond.getAsDouble())
            .round(RATE_DIGITS)
            .setScale(RATE_DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        : null;
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String shorten(String reason) {
    return reason.length() <= MAX_REASON_LENGTH
        ? reason
        : reason.substring(0, MAX_REASON_LENGTH - 3) + "...";
  }
}
