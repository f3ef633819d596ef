package dev.ecommercestack.platform.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Starts Kafka listeners on a thread of its own and retries until each has started. Otherwise a
 * broker that is unavailable, or whose host name cannot be resolved yet, would end the start of the
 * application. Listeners without automatic start are left alone; Spring stops all of them.
 */
final class RetryingListenerStart
    implements ContainerCustomizer<
            Object, Object, ConcurrentMessageListenerContainer<Object, Object>>,
        SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RetryingListenerStart.class);
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

  private final List<ConcurrentMessageListenerContainer<Object, Object>> waiting =
      new CopyOnWriteArrayList<>();
  private @Nullable Thread starter;

  @Override
  public void configure(ConcurrentMessageListenerContainer<Object, Object> container) {
    if (container.isAutoStartup()) {
      container.setAutoStartup(false);
      waiting.add(container);
    }
  }

  @Override
  public void start() {
    starter = Thread.ofPlatform().name("kafka-listeners-start").daemon().start(this::startAll);
  }

  private void startAll() {
    try {
      while (!waiting.isEmpty()) {
        waiting.removeIf(RetryingListenerStart::started);
        if (!waiting.isEmpty()) {
          Thread.sleep(RETRY_INTERVAL);
        }
      }
    } catch (InterruptedException e) {
      log.debug("The service shuts down before its listeners have started");
    }
  }

  private static boolean started(ConcurrentMessageListenerContainer<Object, Object> container) {
    try {
      container.start();
      return true;
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      log.warn(
          "Waiting for Kafka, listener {} starts once it is there: {}",
          container.getListenerId(),
          cause.getMessage());
      // A container whose start failed counts as running and could not be started again.
      container.stop();
      return false;
    }
  }

  @Override
  public void stop() {
    Thread current = starter;
    starter = null;
    if (current != null) {
      current.interrupt();
      try {
        current.join(RETRY_INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return starter != null;
  }

  @Override
  public int getPhase() {
    // Before Spring stops the listeners, so that none is started meanwhile.
    return AbstractMessageListenerContainer.DEFAULT_PHASE + 1;
  }
}
