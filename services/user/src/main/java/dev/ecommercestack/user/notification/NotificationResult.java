package dev.ecommercestack.user.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of a message {@code notification-result}.
 *
 * @param jobId of the job
 * @param template which mail
 * @param outcome {@code SENT} or {@code REFUSED}
 * @param reason code of a refusal
 */
record NotificationResult(UUID jobId, String template, Outcome outcome, @Nullable String reason) {
  static final String TYPE = "notification-result";

  /** What became of a mail. */
  enum Outcome {
    SENT,
    REFUSED
  }
}
