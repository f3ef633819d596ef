package dev.ecommercestack.platform.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every message: {@code contracts/schemas/envelope.json}.
 *
 * @param id the id of the message; a consumer handles each once
 * @param type the name of the message, which is the file name of its schema
 * @param version the version of the schema of the data
 * @param occurredAt when the event happened, not when it was sent
 * @param aggregateId the id of the aggregate that it is about; on Kafka the key of the record
 * @param stack the name of the stack
 * @param correlationId the identifier of the request that caused the message
 * @param traceparent the W3C trace context; null without a trace
 * @param data the event, or the job to be done
 */
public record Envelope<T>(
    UUID id,
    String type,
    int version,
    Instant occurredAt,
    UUID aggregateId,
    String stack,
    UUID correlationId,
    @Nullable String traceparent,
    T data) {

  /** Returns the same envelope with other data. */
  public <R> Envelope<R> with(R other) {
    return new Envelope<>(
        id, type, version, occurredAt, aggregateId, stack, correlationId, traceparent, other);
  }
}
