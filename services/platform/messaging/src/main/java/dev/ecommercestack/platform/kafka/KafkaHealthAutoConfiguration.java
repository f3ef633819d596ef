package dev.ecommercestack.platform.kafka;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Adds Kafka to the health group of dependencies; it is not part of readiness. */
@AutoConfiguration(after = {KafkaAutoConfiguration.class, KafkaDefaultsAutoConfiguration.class})
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnEnabledHealthIndicator("kafka")
public class KafkaHealthAutoConfiguration {

  @Bean
  @ConditionalOnBean(ProducerFactory.class)
  KafkaHealthIndicator kafkaHealthIndicator(ProducerFactory<?, ?> producers) {
    return new KafkaHealthIndicator(producers.getConfigurationProperties());
  }
}
