package dev.ecommercestack.worker.job;

import dev.ecommercestack.platform.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param status {@link JobStatus#DONE} or {@link JobStatus#FAILED}
 * @param result what an administrator sees
 * @param reply what is answered; null if nobody waits
 */
public record JobOutcome(JobStatus status, Object result, @Nullable Reply reply) {

  /**
   * An answer.
   *
   * @param to routing key on the exchange {@code results}
   * @param message the answer
   */
  public record Reply(String to, Message message) {
    /** Returns an answer to somebody, null if nobody waits. */
    public static @Nullable Reply of(@Nullable String to, Message message) {
      return to == null ? null : new Reply(to, message);
    }
  }
}
