package dev.ecommercestack.platform.rabbit;

import dev.ecommercestack.platform.messaging.Failures;
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
 * Decides about a message whose listener failed, without handing it back to the queue each time,
 * where every return counts against its delivery limit. A listener that throws {@link
 * AmqpRejectAndDontRequeueException} or {@link ImmediateRequeueAmqpException} has decided itself.
 */
final class PatientDelivery implements MethodInterceptor {
  private static final Logger log = LoggerFactory.getLogger(PatientDelivery.class);
  private static final int ATTEMPTS = 4;

  /** Of causes that are looked at: they may form a circle. */
  private static final int DEPTH = 20;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** The part of a delivery's time, in ninths, that is left for the last attempt. */
  private static final int LAST_ATTEMPT = 1;

  private static final Duration SLICE = Duration.ofMillis(200);

  private final BooleanSupplier running;
  private final Duration longest;

  /**
   * @param running whether the listener is still wanted
   * @param longest how long a delivery may take, all attempts together
   */
  PatientDelivery(BooleanSupplier running, Duration longest) {
    this.running = running;
    this.longest = longest;
  }

  @Override
  public @Nullable Object invoke(MethodInvocation delivery) throws Throwable {
    Instant begin = Instant.now();
    @Nullable Instant deadline = null;
    int failures = 0;
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return DeliveryTime.until(begin.plus(longest), again(delivery)::proceed);
      } catch (Exception failure) {
        if (isDecided(failure)) {
          throw failure;
        }
        failures++;
        if (deadline == null) {
          deadline = deadline(begin, Instant.now(), longest);
        }
        decide(failure, failures, deadline);
      }
      if (!sleep(pause)) {
        throw new ImmediateRequeueAmqpException("The service is leaving");
      }
      pause = longer(pause);
    }
  }

  /**
   * Returns until when an attempt may begin. A long job may take its time before it meets the first
   * failure.
   */
  static Instant deadline(Instant begin, Instant firstFailure, Duration longest) {
    Instant patient = firstFailure.plus(PATIENCE);
    Instant last = begin.plus(longest.multipliedBy(9 - LAST_ATTEMPT).dividedBy(9));
    return patient.isBefore(last) ? patient : last;
  }

  /**
   * Whether the listener has said itself what becomes of the message; Spring wraps what it said.
   */
  private static boolean isDecided(Exception failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
        .limit(DEPTH)
        .anyMatch(
            cause ->
                cause instanceof AmqpRejectAndDontRequeueException
                    || cause instanceof ImmediateRequeueAmqpException);
  }

  /** Returns normally if another attempt makes sense. */
  private static void decide(Exception failure, int failures, Instant deadline) {
    switch (Failures.kindOf(failure)) {
      case MALFORMED -> {
        log.warn("A message goes to the dead letters: {}", failure.getMessage());
        throw new AmqpRejectAndDontRequeueException("malformed", failure);
      }
      case SURROUNDINGS -> {
        if (failures == 1) {
          log.warn("A message waits until what it needs is back: {}", failure.getMessage());
        }
        if (Instant.now().isAfter(deadline)) {
          throw new ImmediateRequeueAmqpException("What it needs is still away", failure);
        }
      }
      case UNKNOWN -> {
        if (failures >= ATTEMPTS) {
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

  private static MethodInvocation again(MethodInvocation delivery) {
    return delivery instanceof ProxyMethodInvocation proxied ? proxied.invocableClone() : delivery;
  }

  private boolean sleep(Duration pause) {
    Instant end = Instant.now().plus(pause);
    try {
      while (Instant.now().isBefore(end)) {
        if (!running.getAsBoolean()) {
          return false;
        }
        Thread.sleep(SLICE);
      }
      return running.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
