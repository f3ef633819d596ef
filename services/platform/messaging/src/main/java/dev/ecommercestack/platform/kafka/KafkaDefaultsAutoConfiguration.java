package dev.ecommercestack.platform.kafka;

import dev.ecommercestack.platform.messaging.MessageFailure;
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
 * Configures Kafka clients with credentials, and listeners that neither lose a record nor stop at a
 * malformed one.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@ConditionalOnClass(KafkaTemplate.class)
public class KafkaDefaultsAutoConfiguration {
  private static final String DEAD_LETTER_SUFFIX = ".DLT";
  private static final int MAX_ATTEMPTS = 4;

  /** Adds credentials if the stack's brokers ask for them. */
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
   * Creates no topic. Spring asks it for the id of the cluster at the first observed message; the
   * id is set here, because to ask the broker needs rights that a service does not have and would
   * delay that message.
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
  RetryingListenerStart kafkaListenerStart() {
    return new RetryingListenerStart();
  }

  /** Lets a listener method take Java records of the application as parameters. */
  @Bean
  @ConditionalOnMissingBean
  RecordMessageConverter kafkaJson(JsonMapper json) {
    return new JsonRecordConverter(json);
  }

  /**
   * While a dependency (database, another service) is unavailable, a record is tried again without
   * end. A malformed record goes to the dead-letter topic at once, any other after {@value
   * #MAX_ATTEMPTS} attempts.
   */
  @Bean
  @ConditionalOnMissingBean(CommonErrorHandler.class)
  DefaultErrorHandler kafkaErrors(ProducerFactory<String, byte[]> producers) {
    DeadLetterPublishingRecoverer deadLetters =
        new DeadLetterPublishingRecoverer(
            new KafkaTemplate<>(producers),
            // A dead-letter topic has its own number of partitions.
            (record, exception) -> new TopicPartition(record.topic() + DEAD_LETTER_SUFFIX, -1));
    deadLetters.setFailIfSendResultIsError(true);
    DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, limited());
    handler.setBackOffFunction(
        (record, exception) ->
            switch (MessageFailure.of(exception)) {
              case DEPENDENCY_UNAVAILABLE -> endless();
              case MALFORMED -> new FixedBackOff(0, 0);
              case UNKNOWN -> limited();
            });
    return handler;
  }

  private static BackOff endless() {
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(5_000);
    return backOff;
  }

  private static BackOff limited() {
    ExponentialBackOff backOff = new ExponentialBackOff(200, 3);
    backOff.setMaxAttempts(MAX_ATTEMPTS - 1);
    return backOff;
  }
}
