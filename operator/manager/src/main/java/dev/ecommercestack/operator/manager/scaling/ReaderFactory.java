package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.brokers.BacklogReader;

/** Makes the readers of what waits in the queues of a broker. */
public interface ReaderFactory {
  /** Returns a reader of topics of Kafka. It connects when it is first used. */
  BacklogReader reader(BacklogSource.Kafka source);

  /** Returns a reader of queues of RabbitMQ. It connects when it is first used. */
  BacklogReader reader(BacklogSource.RabbitMq source);
}
