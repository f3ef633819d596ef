package dev.ecommercestack.platform.outbox;

import dev.ecommercestack.platform.loop.WakeableLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the relay of one broker while the application runs: at once after a commit that wrote
 * messages for that broker, and regularly for messages that another process left behind.
 */
final class RelayLoop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

  /**
   * Stops after the web server and the listeners (which still write) and before the pools close.
   */
  static final int PHASE = 0;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final Relay relay;
  private final WakeableLoop loop;

  RelayLoop(Relay relay, Duration pollInterval) {
    this.relay = relay;
    this.loop =
        new WakeableLoop(
            "outbox-relay-" + relay.kind().label(),
            pollInterval,
            // Until nothing is left, as another instance that found the lease taken asks no more.
            () -> relay.pass() > 0,
            e -> log.warn("The outbox cannot be read now; next attempt in {}", pollInterval, e),
            this::sendRest);
  }

  /** Says that there is something to send to a broker. */
  void wake(Transport.Kind kind) {
    if (kind == relay.kind()) {
      loop.wake();
    }
  }

  /** Sends what was written during the shutdown, as no other instance may run. */
  private void sendRest() {
    try {
      while (relay.pass() > 0) {
        log.debug("Another batch during the shutdown");
      }
    } catch (RuntimeException e) {
      log.warn("Messages stay in the outbox until the service runs again: {}", e.getMessage());
    }
  }

  @Override
  public void start() {
    loop.start();
  }

  /** On a thread of its own: a broker that does not answer does not delay the stop of others. */
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
    loop.stop(STOP_TIMEOUT);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
