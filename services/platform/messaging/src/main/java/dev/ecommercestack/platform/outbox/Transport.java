package dev.ecommercestack.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Brings messages to a broker. */
interface Transport {
  /** Which messages it brings. */
  Kind kind();

  /** How long {@link #send} lasts at most, with its usual settings. */
  Duration longestSend();

  /**
   * Sends messages in order and waits until the broker has them. Returns one outcome per message,
   * in the same order.
   */
  List<Outcome> send(List<OutboxMessage> messages);

  /** The brokers, as they are written in the table. */
  enum Kind {
    KAFKA,
    RABBITMQ;

    /** Returns the name for threads and metrics. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
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
