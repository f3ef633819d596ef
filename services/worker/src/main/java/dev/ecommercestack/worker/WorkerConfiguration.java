package dev.ecommercestack.worker;

import dev.ecommercestack.worker.job.WorkerSettings;
import java.time.Clock;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the features share. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** A job that is in hand when the service leaves is finished and acknowledged. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> patientFarewell(
      RabbitListenerEndpointRegistry listeners, WorkerSettings settings) {
    return ready ->
        listeners.getListenerContainers().stream()
            .filter(AbstractMessageListenerContainer.class::isInstance)
            .map(AbstractMessageListenerContainer.class::cast)
            .forEach(container -> container.setShutdownTimeout(settings.farewell().toMillis()));
  }
}
