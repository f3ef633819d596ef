package dev.ecommercestack.worker;

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

/** Beans that the features share. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * The listeners of jobs that may take minutes. They prefetch one message: RabbitMQ's delivery
   * timeout starts with the delivery, and another instance could process a waiting message.
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

  /** Lets a job that is being processed at shutdown finish and be acknowledged. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> listenerShutdownTimeout(
      RabbitListenerEndpointRegistry listeners, WorkerSettings settings) {
    return ready ->
        listeners.getListenerContainers().stream()
            .filter(AbstractMessageListenerContainer.class::isInstance)
            .map(AbstractMessageListenerContainer.class::cast)
            .forEach(container -> container.setShutdownTimeout(settings.farewell().toMillis()));
  }
}
