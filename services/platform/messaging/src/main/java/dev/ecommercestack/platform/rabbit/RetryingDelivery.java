package dev.ecommercestack.platform.rabbit;

import dev.ecommercestack.platform.messaging.MessageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * Retries a message whose listener failed, without a return to the queue each time, as every return
 * counts against the delivery limit. A listener that throws {@link
 * AmqpRejectAndDontRequeueException} or {@link ImmediateRequeueAmqpException} makes that decision
 * itself.
 */
final class RetryingDelivery implements MethodInterceptor {
  private static final Logger log = LoggerFactory.getLogger(RetryingDelivery.class);
  private static final int MAX_ATTEMPTS = 4;

  /** How many causes are looked at: causes may form a circle. */
  private static final int MAX_CAUSE_DEPTH = 20;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How long a message is tried again after its first failure. */
  private static final Duration RETRY_DURATION = Duration.ofMinutes(10);

  /** The part of a delivery's time, in ninths, that is kept for the last attempt. */
  private static final int LAST_ATTEMPT_NINTHS = 1;

  /** How often a pause checks whether the listener still runs. */
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);

  private final BooleanSupplier running;
  private final Duration maxDuration;

  /**
   * @param running whether the listener still runs
   * @param maxDuration how long a delivery may take, all attempts together
   */
  RetryingDelivery(BooleanSupplier running, Duration maxDuration) {
    this.running = running;
    this.maxDuration = maxDuration;
  }

  @Override
  public @Nullable Object invoke(MethodInvocation delivery) throws Throwable {
    Instant begin = Instant.now();
    @Nullable Instant deadline = null;
    int failures = 0;
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return DeliveryDeadline.until(begin.plus(maxDuration), copyOf(delivery)::proceed);
      } catch (Exception failure) {
        if (isDecided(failure)) {
          throw failure;
        }
        failures++;
        if (deadline == null) {
          deadline = deadline(begin, Instant.now(), maxDuration);
        }
        decide(failure, failures, deadline);
      }
      if (!sleep(pause)) {
        throw new ImmediateRequeueAmqpException("The service shuts down");
      }
      pause = longer(pause);
    }
  }

  /**
   * Returns until when an attempt may begin. It counts from the first failure, because a long job
   * may run for a while before it fails.
   */
  static Instant deadline(Instant begin, Instant firstFailure, Duration maxDuration) {
    Instant retriesEnd = firstFailure.plus(RETRY_DURATION);
    Instant lastBegin = begin.plus(maxDuration.multipliedBy(9 - LAST_ATTEMPT_NINTHS).dividedBy(9));
    return retriesEnd.isBefore(lastBegin) ? retriesEnd : lastBegin;
  }

  /** Returns whether the listener has decided itself; Spring wraps the exception that says so. */
  private static boolean isDecided(Exception failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
        .limit(MAX_CAUSE_DEPTH)
        .anyMatch(
            cause ->
                cause instanceof AmqpRejectAndDontRequeueException
                    || cause instanceof ImmediateRequeueAmqpException);
  }

  /** Returns normally if another attempt makes sense. */
  private static void decide(Exception failure, int failures, Instant deadline) {
    switch (MessageFailure.of(failure)) {
      case MALFORMED -> {
        log.warn("A message goes to the dead letters: {}", failure.getMessage());
        throw new AmqpRejectAndDontRequeueException("malformed", failure);
      }
      case DEPENDENCY_UNAVAILABLE -> {
        if (failures == 1) {
          log.warn("A message waits until its dependency is available: {}", failure.getMessage());
        }
        if (Instant.now().isAfter(deadline)) {
          throw new ImmediateRequeueAmqpException("Its dependency is still unavailable", failure);
        }
      }
      case UNKNOWN -> {
        if (failures >= MAX_ATTEMPTS) {
          log.error("A message goes to the dead letters after {} attempts", failures, failure);
          throw new AmqpRejectAndDontRequeueException("failed " + failures + " times", failure);
        }
        log.warn("A message failed and is tried again: {}", failure.toString());
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(3);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private static MethodInvocation copyOf(MethodInvocation delivery) {
    return delivery instanceof ProxyMethodInvocation proxied ? proxied.invocableClone() : delivery;
  }

  private boolean sleep(Duration pause) {
    Instant end = Instant.now().plus(pause);
    try {
      while (Instant.now().isBefore(end)) {
        if (!running.getAsBoolean()) {
          return false;
        }
        Thread.sleep(CHECK_INTERVAL);
      }
      return running.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
