package dev.ecommercestack.worker;

import dev.ecommercestack.worker.job.WorkerSettings;
import java.time.Clock;
import org.springframework.amqp.rabbit.config.ContainerCustomizer;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.amqp.autoconfigure.SimpleRabbitListenerContainerFactoryConfigurer;
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

  /**
   * Listeners of jobs that may take minutes. None is fetched before its time: RabbitMQ takes a
   * message away by when it delivered it, and another instance could have begun it.
   */
  @Bean
  SimpleRabbitListenerContainerFactory longJobs(
      SimpleRabbitListenerContainerFactoryConfigurer defaults,
      ConnectionFactory connections,
      ContainerCustomizer<SimpleMessageListenerContainer> customizer) {
    SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
    defaults.configure(factory, connections);
    factory.setContainerCustomizer(customizer);
    factory.setPrefetchCount(1);
    return factory;
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
