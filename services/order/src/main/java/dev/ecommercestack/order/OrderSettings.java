package dev.ecommercestack.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of this service. All have a default in application.yaml.
 *
 * @param saga the settings of the sagas
 */
@ConfigurationProperties("order")
public record OrderSettings(Saga saga) {

  /**
   * The settings of the sagas.
   *
   * @param deadline the time after which an order that is not confirmed becomes EXPIRED
   * @param holdMargin how much longer than the deadline product and event keep their reservations
   * @param lease how long one instance alone works on a saga. It must be longer than a step takes:
   *     when it has expired, another instance repeats the step
   * @param poll the interval of looking for due sagas when nothing wakes the runner
   * @param concurrency the number of sagas that one instance works on at a time
   * @param firstBackoff the delay after a step's first failure; it doubles with each further one
   * @param longestBackoff the upper limit of that delay
   * @param paymentPatience how long the result of a payment job is awaited before the job is
   *     repeated; it doubles with each repetition
   * @param longestPaymentPatience the upper limit of that time
   * @param farewell how long the shutdown of the service waits for running steps
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

    /** Rejects settings with which no saga could make progress. */
    public Saga {
      if (concurrency < 1) {
        throw new IllegalArgumentException(
            "order.saga.concurrency is %d: choose 1 or more".formatted(concurrency));
      }
    }

    /** Returns how long product and event are asked to keep their reservations. */
    public Duration reservationDuration() {
      return deadline.plus(holdMargin);
    }
  }
}
