package dev.ecommercestack.worker.job;

import dev.ecommercestack.platform.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a job.
 *
 * @param status {@link JobStatus#DONE} or {@link JobStatus#FAILED}
 * @param result the result for administrators, stored as JSON
 * @param reply the reply to the service that sent the job; null if it wants none
 */
public record JobOutcome(JobStatus status, Object result, @Nullable Reply reply) {

  /**
   * A reply to the service that sent a job.
   *
   * @param to the routing key on the exchange {@code results}
   * @param message the message to publish
   */
  public record Reply(String to, Message message) {
    /** Returns a reply; null if there is no routing key, which means that none is wanted. */
    public static @Nullable Reply of(@Nullable String to, Message message) {
      return to == null ? null : new Reply(to, message);
    }
  }
}
