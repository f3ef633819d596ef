package dev.ecommercestack.platform.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the relay of one broker while the application runs: at once after a commit that left
 * something for that broker, and now and then for what another process left behind.
 */
final class RelayLoop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

  /**
   * Stops after the web server and the listeners (which still write) and before the pools close.
   */
  static final int PHASE = 0;

  private static final Duration LAST_PASS = Duration.ofSeconds(15);

  private final Relay relay;
  private final Duration pollInterval;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  RelayLoop(Relay relay, Duration pollInterval) {
    this.relay = relay;
    this.pollInterval = pollInterval;
  }

  /** Says that there is something to send to a broker. */
  void wake(Transport.Kind kind) {
    if (kind == relay.kind()) {
      wake();
    }
  }

  private void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  @Override
  public void start() {
    running = true;
    String name = "outbox-relay-" + relay.kind().label();
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  private void run() {
    while (running) {
      try {
        // Until nothing is left, as another instance that found the lease taken asks no more.
        if (relay.pass() == 0) {
          boolean woken = wake.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
          if (woken) {
            wake.drainPermits();
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("The outbox cannot be read now; next attempt in {}", pollInterval, e);
        pause();
      }
    }
    finish();
  }

  /**
   * What was said while the service was leaving is sent, not left to a process that may not come.
   */
  private void finish() {
    try {
      while (relay.pass() > 0) {
        log.debug("Another batch before leaving");
      }
    } catch (RuntimeException e) {
      log.warn("Messages stay in the outbox until the service runs again: {}", e.getMessage());
    }
  }

  private void pause() {
    try {
      Thread.sleep(pollInterval);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** Beside the others: a broker that does not answer takes no time from another one. */
  @Override
  public void stop(Runnable callback) {
    Thread.startVirtualThread(
        () -> {
          stop();
          callback.run();
        });
  }

  @Override
  public void stop() {
    running = false;
    wake();
    Thread current = thread;
    if (current != null) {
      try {
        current.join(LAST_PASS);
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
    return PHASE;
  }
}
