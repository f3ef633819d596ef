package dev.ecommercestack.platform.rabbit;

import dev.ecommercestack.platform.messaging.MessageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * Retries a message whose listener failed, without a return to the queue each time. A listener that
 * throws {@link AmqpRejectAndDontRequeueException} (the message is dead-lettered) or {@link
 * ImmediateRequeueAmqpException} (it returns to its queue) makes that decision itself.
 *
 * <p>When the listener is stopped, a message that waits for its next attempt returns to its queue,
 * as do messages that were prefetched.
 *
 * <p>RabbitMQ counts a requeued message against the delivery limit, which is meant for messages
 * that fail. Therefore a message returns as a copy: the queue confirms the copy, then the original
 * is acknowledged. A crash in between leaves both; the listener's inbox drops one of them.
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

  /** How often a pause checks whether the listener was told to stop. */
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);

  private final BooleanSupplier active;
  private final Duration maxDuration;
  private final Consumer<Message> returnToQueue;

  /**
   * @param active whether the listener was not told to stop
   * @param maxDuration how long a delivery may take, all attempts together
   * @param returnToQueue publishes a copy of a message to its queue; throws {@link AmqpException}
   *     if it is not sure that the queue has it
   */
  RetryingDelivery(BooleanSupplier active, Duration maxDuration, Consumer<Message> returnToQueue) {
    this.active = active;
    this.maxDuration = maxDuration;
    this.returnToQueue = returnToQueue;
  }

  @Override
  public @Nullable Object invoke(MethodInvocation delivery) throws Throwable {
    if (!active.getAsBoolean()) {
      return returnToQueue(delivery);
    }
    try {
      return attempt(delivery);
    } catch (Exception failure) {
      if (hasCause(failure, ImmediateRequeueAmqpException.class)) {
        return returnToQueue(delivery);
      }
      throw failure;
    }
  }

  private @Nullable Object attempt(MethodInvocation delivery) throws Throwable {
    Instant begin = Instant.now();
    @Nullable Instant deadline = null;
    int failures = 0;
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return DeliveryDeadline.until(begin.plus(maxDuration), active, copyOf(delivery)::proceed);
      } catch (Exception failure) {
        if (hasCause(failure, AmqpRejectAndDontRequeueException.class)
            || hasCause(failure, ImmediateRequeueAmqpException.class)) {
          throw failure;
        }
        failures++;
        if (deadline == null) {
          deadline = deadline(begin, Instant.now(), maxDuration);
        }
        decide(failure, failures, deadline);
      }
      if (!sleep(pause)) {
        throw new ImmediateRequeueAmqpException("The listener is stopped");
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

  /**
   * Returns the message to its queue.
   *
   * @return null: the message is acknowledged
   * @throws ImmediateRequeueAmqpException if the copy was not confirmed: the broker requeues the
   *     message and counts that
   */
  private @Nullable Object returnToQueue(MethodInvocation delivery) {
    try {
      // The arguments of the advised method are the channel and the message.
      returnToQueue.accept((Message) delivery.getArguments()[1]);
      return null;
    } catch (AmqpException e) {
      log.warn(
          "A message is requeued, which counts against its delivery limit: {}", e.getMessage());
      throw new ImmediateRequeueAmqpException("The copy was not confirmed", e);
    }
  }

  /** Returns whether a failure has a cause; Spring wraps the exception of a listener. */
  private static boolean hasCause(Exception failure, Class<? extends Exception> type) {
    return Stream.<@Nullable Throwable>iterate(
            failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
        .limit(MAX_CAUSE_DEPTH)
        .anyMatch(type::isInstance);
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
        if (!active.getAsBoolean()) {
          return false;
        }
        Thread.sleep(CHECK_INTERVAL);
      }
      return active.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
