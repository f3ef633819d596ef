package dev.ecommercestack.platform.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits to be sent.
 *
 * @param id its place in the table
 * @param destination a topic or an exchange
 * @param routingKey of RabbitMQ; the key of the record on Kafka
 * @param orderKey messages with the same one go to the same destination in order
 * @param messageId the message's own
 * @param payload JSON
 * @param traceparent W3C trace context
 * @param attempts how often the broker refused it
 */
record OutboxMessage(
    long id,
    String destination,
    String routingKey,
    String orderKey,
    UUID messageId,
    String payload,
    @Nullable String traceparent,
    int attempts) {}
