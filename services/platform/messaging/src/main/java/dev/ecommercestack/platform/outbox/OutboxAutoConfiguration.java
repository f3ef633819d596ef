package dev.ecommercestack.platform.outbox;

import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.messaging.MessagingAutoConfiguration;
import java.time.Clock;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Provides the outbox of a service with a database, and a relay for each broker that it uses. */
@AutoConfiguration(
    after = {
      JdbcClientAutoConfiguration.class,
      TransactionAutoConfiguration.class,
      KafkaAutoConfiguration.class,
      RabbitAutoConfiguration.class,
      MessagingAutoConfiguration.class
    })
@ConditionalOnBean({JdbcClient.class, PlatformTransactionManager.class})
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {

  @Bean
  OutboxRepository outboxRepository(JdbcClient jdbc) {
    return new OutboxRepository(jdbc);
  }

  @Bean
  @ConditionalOnBean(ProducerFactory.class)
  RelayLoop kafkaRelay(
      OutboxRepository outbox,
      PlatformTransactionManager transactions,
      ProducerFactory<String, byte[]> kafka,
      OutboxProperties properties) {
    // Its own template: the trace is the one of the transaction that wrote the message.
    return relay(outbox, transactions, new KafkaTransport(new KafkaTemplate<>(kafka)), properties);
  }

  @Bean
  @ConditionalOnBean(RabbitTemplate.class)
  RelayLoop rabbitRelay(
      OutboxRepository outbox,
      PlatformTransactionManager transactions,
      RabbitTemplate rabbit,
      OutboxProperties properties) {
    return relay(outbox, transactions, new RabbitTransport(rabbit), properties);
  }

  private static RelayLoop relay(
      OutboxRepository outbox,
      PlatformTransactionManager transactions,
      Transport transport,
      OutboxProperties properties) {
    return new RelayLoop(
        new Relay(
            outbox,
            new TransactionTemplate(transactions),
            transport,
            properties,
            Clock.systemUTC()),
        properties.pollInterval());
  }

  @Bean
  OutboxMetrics outboxMetrics(OutboxRepository outbox) {
    return new OutboxMetrics(outbox, Clock.systemUTC());
  }

  @Bean
  @ConditionalOnMissingBean
  Outbox outbox(JdbcOperations jdbc, Envelopes envelopes, ObjectProvider<RelayLoop> relays) {
    return new JdbcOutbox(jdbc, envelopes, kind -> relays.forEach(relay -> relay.wake(kind)));
  }
}
