package dev.ecommercestack.platform.rabbit;

import org.springframework.amqp.rabbit.config.ContainerCustomizer;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Configures RabbitMQ listeners that neither lose a message nor stop at a malformed one. */
@AutoConfiguration(before = RabbitAutoConfiguration.class)
@ConditionalOnClass(RabbitTemplate.class)
@EnableConfigurationProperties(RabbitProperties.class)
public class RabbitDefaultsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  ContainerCustomizer<SimpleMessageListenerContainer> retryingDelivery(
      RabbitProperties properties) {
    return container -> {
      container.setAdviceChain(
          new RetryingDelivery(container::isRunning, properties.longestDelivery()));
      // The user may not exist yet: `declare` creates it, as it does the queue.
      container.setPossibleAuthenticationFailureFatal(false);
    };
  }
}
