package dev.ecommercestack.operator.brokers;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Measurement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Leaves a broker alone for a while after it failed several times in a row. Meanwhile its backlogs
 * are unknown for the reason of the last failure. Not thread-safe.
 */
final class CircuitBreaker {
  /** Failures in a row after which the broker is left alone. */
  static final int FAILURES = 3;

  /** How long it is left alone first; each further failure doubles the time. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

  /** How long it is left alone at most: as long as a measurement is valid. */
  static final Duration LONGEST_PAUSE = Measurement.OLD;

  private final Clock clock;
  private int failures;
  private Duration pause = Duration.ZERO;
  private Instant failedAt = Instant.MIN;
  private String reason = "";

  CircuitBreaker(Clock clock) {
    this.clock = clock;
  }

  /** Reads the backlogs of some queues. */
  interface Attempt {
    /**
     * Returns the backlog of each queue.
     *
     * @throws BrokerException if none can be read, for a reason that holds for all
     */
    Map<String, Measurement<Backlog>> read() throws BrokerException, InterruptedException;
  }

  /**
   * Reads the backlogs of some queues unless the broker is left alone now.
   *
   * @param queues the names of the queues
   * @param attempt reads them
   */
  Map<String, Measurement<Backlog>> read(Collection<String> queues, Attempt attempt) {
    if (isOpen()) {
      return unknown(queues, reason);
    }
    try {
      Map<String, Measurement<Backlog>> backlogs = attempt.read();
      failures = 0;
      pause = Duration.ZERO;
      return backlogs;
    } catch (BrokerException e) {
      failed(e.reason());
      return unknown(queues, reason);
    } catch (RuntimeException e) {
      failed("what the broker answered cannot be used: " + BrokerException.innermost(e));
      return unknown(queues, reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown(queues, "the operator stops");
    }
  }

  /**
   * Returns whether the broker is left alone now. Also false if the clock was set back since the
   * last failure.
   */
  boolean isOpen() {
    Instant now = clock.instant();
    return now.isBefore(failedAt.plus(pause)) && !now.isBefore(failedAt);
  }

  private void failed(String why) {
    reason = why;
    failedAt = clock.instant();
    failures++;
    if (failures >= FAILURES) {
      Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private static Map<String, Measurement<Backlog>> unknown(
      Collection<String> queues, String reason) {
    return queues.stream()
        .collect(Collectors.toMap(Function.identity(), queue -> Measurement.unknown(reason)));
  }
}
