package dev.ecommercestack.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Sends messages to a broker. */
interface Transport {
  /** Returns the broker. */
  Kind kind();

  /** Returns how long {@link #send} may take with the default settings of the client. */
  Duration longestSend();

  /**
   * Sends messages in order and waits for the broker's confirmations. Returns one outcome per
   * message, in the same order.
   */
  List<Outcome> send(List<OutboxMessage> messages);

  /** The brokers; the table has these names. */
  enum Kind {
    KAFKA,
    RABBITMQ;

    /** Returns the name for threads and metrics. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The outcome of sending a message. */
  sealed interface Outcome {
    /** The broker has confirmed the message. */
    record Sent() implements Outcome {}

    /** The broker refused this message; it may take others. */
    record Refused(String reason) implements Outcome {}

    /** The message was not sent, because an earlier one failed. */
    record Skipped() implements Outcome {}

    /** The broker is unavailable and takes no message. */
    record Unavailable(String reason) implements Outcome {}
  }
}
