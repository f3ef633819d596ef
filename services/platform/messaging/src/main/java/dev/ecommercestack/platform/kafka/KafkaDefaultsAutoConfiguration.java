package dev.ecommercestack.platform.kafka;

import dev.ecommercestack.platform.messaging.Failures;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kafka clients that identify themselves, and listeners that neither lose a record nor stop at a
 * bad one.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@ConditionalOnClass(KafkaTemplate.class)
public class KafkaDefaultsAutoConfiguration {
  private static final String DEAD_LETTERS = ".DLT";
  private static final int ATTEMPTS = 4;

  /** Credentials, where the stack's brokers ask for them. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("kafka-username")
  static class Sasl {
    private final Map<String, Object> credentials;

    Sasl(
        @Value("${kafka-username}") String username, @Value("${kafka-password:}") String password) {
      credentials = KafkaCredentials.scram(username, password);
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer kafkaConsumerCredentials() {
      return factory -> factory.updateConfigs(credentials);
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer kafkaProducerCredentials() {
      return factory -> factory.updateConfigs(credentials);
    }
  }

  /**
   * Makes nothing. It is asked for the cluster's id with the first observed message; given here, as
   * asking would need rights that a service does not have and would hold that message up.
   */
  @Bean
  @ConditionalOnMissingBean
  KafkaAdmin kafkaAdmin(KafkaProperties properties, @Value("${service.stack}") String stack) {
    KafkaAdmin admin = new KafkaAdmin(properties.buildAdminProperties());
    admin.setAutoCreate(false);
    admin.setClusterId(stack);
    return admin;
  }

  @Bean
  PatientListeners patientKafkaListeners() {
    return new PatientListeners();
  }

  /** Lets a listener take records of the application as parameters. */
  @Bean
  @ConditionalOnMissingBean
  RecordMessageConverter kafkaJson(JsonMapper json) {
    return new JsonBody(json);
  }

  /**
   * While the surroundings are away (database, another service) a record is tried again without
   * end. What cannot be understood goes to the dead letters at once, everything else after {@value
   * #ATTEMPTS} attempts.
   */
  @Bean
  @ConditionalOnMissingBean(CommonErrorHandler.class)
  DefaultErrorHandler kafkaErrors(ProducerFactory<String, byte[]> producers) {
    DeadLetterPublishingRecoverer deadLetters =
        new DeadLetterPublishingRecoverer(
            new KafkaTemplate<>(producers),
            // A dead-letter topic has its own number of partitions.
            (record, exception) -> new TopicPartition(record.topic() + DEAD_LETTERS, -1));
    deadLetters.setFailIfSendResultIsError(true);
    DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, patience());
    handler.setBackOffFunction(
        (record, exception) ->
            switch (Failures.kindOf(exception)) {
              case SURROUNDINGS -> endless();
              case MALFORMED -> new FixedBackOff(0, 0);
              case UNKNOWN -> patience();
            });
    return handler;
  }

  private static BackOff endless() {
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(5_000);
    return backOff;
  }

  private static BackOff patience() {
    ExponentialBackOff backOff = new ExponentialBackOff(200, 3);
    backOff.setMaxAttempts(ATTEMPTS - 1);
    return backOff;
  }
}
