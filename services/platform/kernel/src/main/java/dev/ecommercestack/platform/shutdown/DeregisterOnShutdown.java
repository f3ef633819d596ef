package dev.ecommercestack.platform.shutdown;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Stops first: refuses traffic to Kubernetes and leaves the registry. */
final class DeregisterOnShutdown implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DeregisterOnShutdown.class);

  private final ApplicationContext context;
  private final Runnable deregister;
  private final DeregistrationTime deregistrationTime;
  private final Clock clock;
  private volatile boolean running;

  DeregisterOnShutdown(
      ApplicationContext context,
      Runnable deregister,
      DeregistrationTime deregistrationTime,
      Clock clock) {
    this.context = context;
    this.deregister = deregister;
    this.deregistrationTime = deregistrationTime;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    log.info("Shutting down: this instance is not ready any more and leaves the registry");
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    try {
      deregister.run();
    } catch (RuntimeException e) {
      log.warn("This instance could not leave the registry: {}", e.getMessage());
    }
    deregistrationTime.set(clock.instant());
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
