package dev.ecommercestack.event.issue;

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
 * The issuer's thread. It takes part in the group while the application runs, leaves it at once
 * when the application stops, and begins anew after whatever goes wrong.
 */
@Component
@ConditionalOnProperty(name = "event.issuer.enabled", havingValue = "true", matchIfMissing = true)
class IssuerLoop implements SmartLifecycle {
  /** The consumer group: its lag is what the operator scales by. */
  static final String GROUP = "event.issuer";

  private static final Logger log = LoggerFactory.getLogger(IssuerLoop.class);
  private static final Duration FAREWELL = Duration.ofSeconds(15);
  private static final int BEATS_PER_SESSION = 5;

  private final ConsumerFactory<String, byte[]> consumers;
  private final IssuerSession.Tools tools;
  private final EventSettings.Issuer settings;
  private final WakeableLoop loop;

  IssuerLoop(
      ConsumerFactory<String, byte[]> consumers,
      IssuerSession.Tools tools,
      EventSettings settings) {
    this.consumers = consumers;
    this.tools = tools;
    this.settings = settings.issuer();
    this.loop =
        new WakeableLoop(
            "issuer",
            this.settings.retryPause(),
            this::run,
            e -> log.error("The issuer begins anew: {}", e.getMessage(), e),
            () -> {});
  }

  @Override
  public void start() {
    loop.start();
  }

  private boolean run() {
    try (IssuerSession session = new IssuerSession(consumer(), tools)) {
      while (loop.isRunning()) {
        session.round();
      }
    }
    return true;
  }

  private Consumer<String, byte[]> consumer() {
    long session = settings.sessionTimeout().toMillis();
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            Integer.toString(settings.batchSize()),
            // A place that is not there must be noticed, not replaced by another one.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            // The classic protocol: with the new one only the broker says how long a crashed issuer
            // is waited for, 45 s by default.
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName(),
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            Long.toString(session),
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            Long.toString(session / BEATS_PER_SESSION)));
    return consumers.createConsumer(GROUP, "event-issuer", null, properties);
  }

  @Override
  public void stop() {
    if (!loop.stop(FAREWELL)) {
      log.warn("The issuer is still busy; others take its queues over when its session ends");
    }
  }

  /** Right after everybody was told that this instance leaves, and before it drains. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 1;
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
