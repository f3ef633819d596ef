package dev.ecommercestack.platform.rabbit;

import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Provides the publisher of single messages to services that use RabbitMQ. */
@AutoConfiguration(after = RabbitAutoConfiguration.class)
@ConditionalOnBean(RabbitTemplate.class)
public class ConfirmedPublisherAutoConfiguration {

  @Bean
  ConfirmedPublisher confirmedPublisher(RabbitTemplate rabbit) {
    return new ConfirmedPublisher(rabbit);
  }
}
