package dev.ecommercestack.platform.shutdown;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** The first thing that stops: says to Kubernetes and to the registry that this instance leaves. */
final class Farewell implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Farewell.class);

  private final ApplicationContext context;
  private final Runnable deregister;
  private final Departure departure;
  private final Clock clock;
  private volatile boolean running;

  Farewell(ApplicationContext context, Runnable deregister, Departure departure, Clock clock) {
    this.context = context;
    this.deregister = deregister;
    this.departure = departure;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    log.info("Leaving: readiness and registry are told");
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    try {
      deregister.run();
    } catch (RuntimeException e) {
      log.warn("The registry was not told that this instance leaves: {}", e.getMessage());
    }
    departure.said(clock.instant());
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
