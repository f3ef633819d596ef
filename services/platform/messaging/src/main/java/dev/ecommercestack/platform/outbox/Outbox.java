package dev.ecommercestack.platform.outbox;

import dev.ecommercestack.platform.message.Message;
import java.util.List;
import java.util.UUID;

/**
 * Writes messages in the caller's transaction: they are sent after the commit, at least once, and
 * never if the transaction is rolled back.
 *
 * <p>Facts about one aggregate leave in the order in which they were written, provided that
 * transactions about one aggregate exclude each other: by a row lock, a guarded update or an
 * optimistic version, as they must anyhow. While a fact cannot be sent, later ones about the same
 * aggregate wait behind it. Jobs have no order.
 */
public interface Outbox {
  /**
   * Writes a fact for a Kafka topic, keyed by its aggregate.
   *
   * @param topic the name of the topic
   * @param message the fact
   * @return the message's id
   * @throws IllegalStateException if there is no transaction
   */
  UUID fact(String topic, Message message);

  /**
   * Writes facts for a Kafka topic, in that order and in one round trip.
   *
   * @param topic the name of the topic
   * @param messages the facts, in the order in which they are sent
   * @return the messages' ids
   * @throws IllegalStateException if there is no transaction
   */
  List<UUID> facts(String topic, List<Message> messages);

  /**
   * Writes a job, or the result of one, for a RabbitMQ exchange.
   *
   * @param exchange the name of the exchange
   * @param routingKey the routing key of the queue
   * @param message the job or result
   * @return the message's id
   * @throws IllegalStateException if there is no transaction
   */
  UUID job(String exchange, String routingKey, Message message);
}
