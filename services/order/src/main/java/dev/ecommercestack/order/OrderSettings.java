package dev.ecommercestack.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's settings, all with a default in application.yaml.
 *
 * @param saga how orders are driven to their end
 */
@ConfigurationProperties("order")
public record OrderSettings(Saga saga) {

  /**
   * How orders are driven to their end.
   *
   * @param deadline an order that is not confirmed by then is given up: EXPIRED
   * @param holdMargin for how much longer than the deadline product and event keep goods and coupon
   * @param lease for how long a saga belongs to the instance that works on it; longer than one step
   *     can take, as after it another instance repeats the step
   * @param poll how often the database is looked at when nobody says that there is something to do
   * @param concurrency sagas that one instance works on at a time
   * @param firstBackoff the pause after a failed step; doubled after each further failure
   * @param longestBackoff what that pause never exceeds
   * @param paymentPatience how long the result of a payment job is awaited before the job is
   *     repeated; doubled with each repetition
   * @param longestPaymentPatience what that never exceeds
   * @param farewell how long steps that are being done may take when the service leaves
   */
  public record Saga(
      Duration deadline,
      Duration holdMargin,
      Duration lease,
      Duration poll,
      int concurrency,
      Duration firstBackoff,
      Duration longestBackoff,
      Duration paymentPatience,
      Duration longestPaymentPatience,
      Duration farewell) {

    /** Refuses settings with which no saga could end. */
    public Saga {
      if (concurrency < 1) {
        throw new IllegalArgumentException(
            "order.saga.concurrency is %d: choose 1 or more".formatted(concurrency));
      }
    }

    /** Returns for how long goods and coupon are asked to be kept. */
    public Duration hold() {
      return deadline.plus(holdMargin);
    }
  }
}
