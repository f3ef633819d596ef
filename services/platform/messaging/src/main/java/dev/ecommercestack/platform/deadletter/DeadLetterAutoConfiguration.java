package dev.ecommercestack.platform.deadletter;

import dev.ecommercestack.platform.rabbit.ConfirmedPublisher;
import dev.ecommercestack.platform.rabbit.ConfirmedPublisherAutoConfiguration;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Provides the API of dead-letter queues to a service that listens to queues. */
@AutoConfiguration(after = ConfirmedPublisherAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({ConfirmedPublisher.class, RabbitListenerEndpointRegistry.class})
public class DeadLetterAutoConfiguration {

  @Bean
  DeadLetterController deadLetterController(
      RabbitListenerEndpointRegistry listeners,
      RabbitTemplate rabbit,
      ConfirmedPublisher publisher,
      @Value("${spring.application.name}") String service) {
    return new DeadLetterController(new DeadLetterQueues(listeners, rabbit, publisher), service);
  }
}
