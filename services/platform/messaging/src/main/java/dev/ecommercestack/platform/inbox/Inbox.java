package dev.ecommercestack.platform.inbox;

import dev.ecommercestack.platform.message.Envelope;
import java.util.UUID;

/**
 * Handles each message once, however often it is delivered. The effect and the record of it are one
 * transaction; acknowledge the message after that.
 */
public interface Inbox {
  /**
   * Runs an effect in a transaction, unless this consumer has handled the message before. Messages
   * that the effect writes carry the correlation identifier of this one.
   *
   * @param envelope the message
   * @param consumer the name of the consumer; each consumer handles a message once
   * @param effect the effect of the message; an exception rolls it back, and the message is
   *     delivered again
   * @return whether the effect was run
   */
  boolean once(Envelope<?> envelope, String consumer, Runnable effect);

  /** Same as {@link #once(Envelope, String, Runnable)} for a message known by its id only. */
  boolean once(UUID messageId, String consumer, Runnable effect);
}
