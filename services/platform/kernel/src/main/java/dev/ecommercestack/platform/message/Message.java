package dev.ecommercestack.platform.message;

import java.util.UUID;

/**
 * What a service says; the {@link Envelope} around it is added when it is written.
 *
 * @param type the message's name: the file name of its schema
 * @param version of the data
 * @param aggregateId what it is about; facts of one aggregate stay in order
 * @param data a record that matches the schema
 */
public record Message(String type, int version, UUID aggregateId, Object data) {
  /** Returns a message of version 1. */
  public static Message of(String type, UUID aggregateId, Object data) {
    return new Message(type, 1, aggregateId, data);
  }
}
