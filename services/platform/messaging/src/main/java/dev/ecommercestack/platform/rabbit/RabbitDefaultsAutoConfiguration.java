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

/** RabbitMQ listeners that neither lose a message nor stop at a bad one. */
@AutoConfiguration(before = RabbitAutoConfiguration.class)
@ConditionalOnClass(RabbitTemplate.class)
@EnableConfigurationProperties(RabbitProperties.class)
public class RabbitDefaultsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  ContainerCustomizer<SimpleMessageListenerContainer> patientListeners(
      RabbitProperties properties) {
    return container -> {
      container.setAdviceChain(
          new PatientDelivery(container::isRunning, properties.longestDelivery()));
      // A user that `declare` has not made yet is waited for, as a queue is.
      container.setPossibleAuthenticationFailureFatal(false);
    };
  }
}
