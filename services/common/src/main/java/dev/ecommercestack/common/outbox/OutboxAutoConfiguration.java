package dev.ecommercestack.common.outbox;

import dev.ecommercestack.common.messaging.Envelopes;
import dev.ecommercestack.common.messaging.MessagingAutoConfiguration;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

/** The outbox of a service with a database, and its relay to the brokers that the service knows. */
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
  OutboxTable outboxTable(JdbcClient jdbc) {
    return new OutboxTable(jdbc);
  }

  @Bean
  RelayLoop outboxRelay(
      OutboxTable table,
      PlatformTransactionManager transactions,
      ObjectProvider<ProducerFactory<String, byte[]>> kafka,
      ObjectProvider<RabbitTemplate> rabbit,
      OutboxProperties properties) {
    List<Transport> transports = new ArrayList<>();
    // Its own template: the trace is the one of the transaction that wrote the message.
    kafka.ifAvailable(factory -> transports.add(new KafkaTransport(new KafkaTemplate<>(factory))));
    rabbit.ifAvailable(template -> transports.add(new RabbitTransport(template)));
    Relay relay =
        new Relay(
            table,
            new TransactionTemplate(transactions),
            transports,
            properties,
            Clock.systemUTC());
    return new RelayLoop(relay, properties.pollInterval());
  }

  @Bean
  OutboxMetrics outboxMetrics(OutboxTable table) {
    return new OutboxMetrics(table, Clock.systemUTC());
  }

  @Bean
  @ConditionalOnMissingBean
  Outbox outbox(JdbcOperations jdbc, Envelopes envelopes, RelayLoop relay) {
    return new JdbcOutbox(jdbc, envelopes, relay::wake);
  }
}
