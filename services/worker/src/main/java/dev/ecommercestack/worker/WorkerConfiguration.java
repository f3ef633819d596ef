package dev.ecommercestack.worker;

import dev.ecommercestack.platform.rabbit.GracefulListenerContainerFactory;
import java.time.Clock;
import org.springframework.amqp.rabbit.config.ContainerCustomizer;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.amqp.autoconfigure.SimpleRabbitListenerContainerFactoryConfigurer;
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
    SimpleRabbitListenerContainerFactory factory = new GracefulListenerContainerFactory();
    defaults.configure(factory, connections);
    factory.setContainerCustomizer(customizer);
    factory.setPrefetchCount(1);
    return factory;
  }
}
