package dev.ecommercestack.platform.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits to be sent.
 *
 * @param id the key of the row, which ascends in the order of writing
 * @param destination the name of the Kafka topic or RabbitMQ exchange
 * @param routingKey the routing key of RabbitMQ, or the key of the Kafka record
 * @param orderKey messages with the same order key are sent to a destination in order
 * @param messageId the id in the message's envelope
 * @param payload the envelope as JSON
 * @param traceparent the W3C trace context of the transaction that wrote it; null without a trace
 * @param attempts how often the broker has refused it
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
