package dev.ecommercestack.common.outbox;

import java.util.List;

/** Brings messages to a broker. */
interface Transport {
  /** Which messages it brings. */
  Kind kind();

  /**
   * Sends messages in order and waits until the broker has them. Returns one outcome per message,
   * in the same order.
   */
  List<Outcome> send(List<OutboxMessage> messages);

  /** The brokers, as they are written in the table. */
  enum Kind {
    KAFKA,
    RABBITMQ
  }

  /** What became of a message. */
  sealed interface Outcome {
    /** The broker has it. */
    record Sent() implements Outcome {}

    /** The broker does not take this message; others may pass. */
    record Refused(String reason) implements Outcome {}

    /** It was not tried, as another one before it failed. */
    record Held() implements Outcome {}

    /** The broker cannot be used now; no message passes. */
    record Unavailable(String reason) implements Outcome {}
  }
}
