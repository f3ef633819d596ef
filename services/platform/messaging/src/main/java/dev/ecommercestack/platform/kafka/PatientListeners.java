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
 * Starts listeners beside the application instead of in its way: a broker whose name is not even
 * known yet would otherwise end the start. Listeners that are not to start by themselves are left
 * alone; stopping stays with Spring.
 */
final class PatientListeners
    implements ContainerCustomizer<
            Object, Object, ConcurrentMessageListenerContainer<Object, Object>>,
        SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PatientListeners.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

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
        waiting.removeIf(PatientListeners::started);
        if (!waiting.isEmpty()) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      log.debug("The service leaves before its listeners have started");
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
      // A container that failed on its way counts as running and could not be started again.
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
        current.join(PAUSE);
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
