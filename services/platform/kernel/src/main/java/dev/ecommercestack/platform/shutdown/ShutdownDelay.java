package dev.ecommercestack.platform.shutdown;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps serving until no other instance can have this one in a cache: a fixed time after {@link
 * DeregisterOnShutdown}. Only then does the web server refuse new requests and finish those that it
 * has.
 */
final class ShutdownDelay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ShutdownDelay.class);

  private final DeregistrationTime deregistrationTime;
  private final Duration delay;
  private final Clock clock;
  private volatile boolean running;

  ShutdownDelay(DeregistrationTime deregistrationTime, Duration delay, Clock clock) {
    this.deregistrationTime = deregistrationTime;
    this.delay = delay;
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
    Duration rest = Duration.between(now, deregistrationTime.get().orElse(now).plus(delay));
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
