package dev.ecommercestack.platform.inbox;

import dev.ecommercestack.platform.message.Envelope;
import java.util.UUID;

/**
 * Lets each message take effect once, however often it is delivered. The effect and the fact that
 * it took place are one transaction; acknowledge the message after that.
 */
public interface Inbox {
  /**
   * Runs an effect in a transaction, unless this consumer has handled the message before. The
   * effect runs on behalf of the request that began it all, so what it says carries the same
   * correlation.
   *
   * @param envelope the message
   * @param consumer who handles it: different consumers of one message each handle it once
   * @param effect what to do; an exception undoes it and lets the message be delivered again
   * @return whether the effect was run
   */
  boolean once(Envelope<?> envelope, String consumer, Runnable effect);

  /** Same as {@link #once(Envelope, String, Runnable)} for a message known by its id only. */
  boolean once(UUID messageId, String consumer, Runnable effect);
}
