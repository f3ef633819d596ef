package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.brokers.BacklogReader;
import dev.ecommercestack.operator.brokers.KafkaBacklogReader;
import dev.ecommercestack.operator.brokers.RabbitMqBacklogReader;
import java.time.Clock;

/**
 * Makes readers of real brokers.
 *
 * @param clock the time of the readings
 */
public record BrokerReaders(Clock clock) implements ReaderFactory {
  @Override
  public BacklogReader reader(BacklogSource.Kafka source) {
    return new KafkaBacklogReader(source.connection(), source.groups(), clock);
  }

  @Override
  public BacklogReader reader(BacklogSource.RabbitMq source) {
    return new RabbitMqBacklogReader(source.connection(), source.queues(), clock);
  }
}
