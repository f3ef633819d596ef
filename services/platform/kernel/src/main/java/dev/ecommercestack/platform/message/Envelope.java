package dev.ecommercestack.platform.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is around every message: {@code contracts/schemas/envelope.json}.
 *
 * @param id the message's own; a consumer handles each once
 * @param type the message's name: the file name of its schema
 * @param version of the data
 * @param occurredAt when it happened, not when it was sent
 * @param aggregateId what it happened to; on Kafka, the record's key
 * @param stack the name of the stack
 * @param correlationId of the request that began it all
 * @param traceparent W3C trace context
 * @param data what happened or is to be done
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

  /** Returns the same envelope around other data. */
  public <R> Envelope<R> with(R other) {
    return new Envelope<>(
        id, type, version, occurredAt, aggregateId, stack, correlationId, traceparent, other);
  }
}
