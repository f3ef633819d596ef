package dev.ecommercestack.operator.brokers;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Measurement;
import java.util.Map;

/**
 * Reads what waits in some queues of one broker, with one login. One thread at a time uses it; a
 * changed connection needs a new reader.
 */
public interface BacklogReader extends AutoCloseable {
  /**
   * Returns the backlog of every queue, by its name: a topic of Kafka or a queue of RabbitMQ. What
   * cannot be read is {@link Measurement.Unknown} with the reason. It takes at most a few seconds
   * and throws nothing.
   */
  Map<String, Measurement<Backlog>> read();

  /** Closes the connections. */
  @Override
  void close();
}
