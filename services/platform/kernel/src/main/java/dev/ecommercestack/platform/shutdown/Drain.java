package dev.ecommercestack.platform.shutdown;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps serving until everybody can have heard the {@link Farewell}. Only then does the web server
 * refuse new requests and finish those that it has.
 */
final class Drain implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private final Departure departure;
  private final Duration length;
  private final Clock clock;
  private volatile boolean running;

  Drain(Departure departure, Duration length, Clock clock) {
    this.departure = departure;
    this.length = length;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    Instant now = clock.instant();
    Duration rest = Duration.between(now, departure.saidAt().orElse(now).plus(length));
    if (rest.isPositive()) {
      log.info("Still serving for {} ms", rest.toMillis());
      try {
        Thread.sleep(rest);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
  }
}
