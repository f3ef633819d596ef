package dev.ecommercestack.platform.message;

import java.util.UUID;

/**
 * A message of a service; its {@link Envelope} is added when it is written.
 *
 * @param type the name of the message, which is the file name of its schema
 * @param version the version of the schema of the data
 * @param aggregateId the id of the aggregate that it is about; facts of one aggregate stay in order
 * @param data a record that matches the schema
 */
public record Message(String type, int version, UUID aggregateId, Object data) {
  /** Returns a message of version 1. */
  public static Message of(String type, UUID aggregateId, Object data) {
    return new Message(type, 1, aggregateId, data);
  }
}
