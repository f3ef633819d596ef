package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.platform.loop.WakeableLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * The thread of the issuer. It is a member of the consumer group while the application runs, leaves
 * the group at once when the application stops, and starts a new session after any failure.
 */
@Component
@ConditionalOnProperty(name = "event.issuer.enabled", havingValue = "true", matchIfMissing = true)
class IssuerLoop implements SmartLifecycle {
  /** The consumer group. The operator scales the event service by its lag. */
  static final String GROUP = "event.issuer";

  private static final Logger log = LoggerFactory.getLogger(IssuerLoop.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final int HEARTBEATS_PER_SESSION_TIMEOUT = 5;

  private final ConsumerFactory<String, byte[]> consumers;
  private final IssuerDependencies dependencies;
  private final EventSettings.IssuerSettings settings;
  private final WakeableLoop loop;

  IssuerLoop(
      ConsumerFactory<String, byte[]> consumers,
      IssuerDependencies dependencies,
      EventSettings settings) {
    this.consumers = consumers;
    this.dependencies = dependencies;
    this.settings = settings.issuer();
    this.loop =
        new WakeableLoop(
            "issuer",
            this.settings.retryPause(),
            this::run,
            e ->
                log.error("The issuer session failed; a new one is started: {}", e.getMessage(), e),
            () -> {});
  }

  @Override
  public void start() {
    loop.start();
  }

  private boolean run() {
    try (IssuerSession session = new IssuerSession(consumer(), dependencies)) {
      while (loop.isRunning()) {
        session.pollAndDecide();
      }
    }
    return true;
  }

  private Consumer<String, byte[]> consumer() {
    long sessionTimeoutMillis = settings.sessionTimeout().toMillis();
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            Integer.toString(settings.batchSize()),
            // A missing offset must be noticed, not replaced by another one.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            // The classic group protocol: with the new one only the broker sets the session
            // timeout, 45 s by default.
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName(),
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            Long.toString(sessionTimeoutMillis),
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            Long.toString(sessionTimeoutMillis / HEARTBEATS_PER_SESSION_TIMEOUT)));
    return consumers.createConsumer(GROUP, "event-issuer", null, properties);
  }

  @Override
  public void stop() {
    if (!loop.stop(STOP_TIMEOUT)) {
      log.warn(
          "The issuer did not stop within {} s; others take its partitions when its session ends",
          STOP_TIMEOUT.toSeconds());
    }
  }

  /** Returns the phase after the deregistration of this instance and before the shutdown delay. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 1;
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
