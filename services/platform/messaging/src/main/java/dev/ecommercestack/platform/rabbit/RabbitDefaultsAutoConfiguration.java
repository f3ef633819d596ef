package dev.ecommercestack.platform.rabbit;

import org.springframework.amqp.rabbit.config.ContainerCustomizer;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.amqp.autoconfigure.SimpleRabbitListenerContainerFactoryConfigurer;
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
      RabbitProperties properties, ObjectProvider<ConfirmedPublisher> publishers) {
    return container -> {
      // isRunning() is true until the last consumer has ended.
      container.setAdviceChain(
          new RetryingDelivery(
              container::isActive,
              properties.longestDelivery(),
              message -> publishers.getObject().publishCopy(message)));
      container.setShutdownTimeout(properties.shutdownTimeout().toMillis());
      // The user may not exist yet: `declare` creates it, as it does the queue.
      container.setPossibleAuthenticationFailureFatal(false);
    };
  }

  @Bean
  @ConditionalOnMissingBean(name = "rabbitListenerContainerFactory")
  SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory(
      SimpleRabbitListenerContainerFactoryConfigurer defaults,
      ConnectionFactory connections,
      ContainerCustomizer<SimpleMessageListenerContainer> customizer) {
    SimpleRabbitListenerContainerFactory factory = new GracefulListenerContainerFactory();
    defaults.configure(factory, connections);
    factory.setContainerCustomizer(customizer);
    return factory;
  }
}
