package dev.ecommercestack.worker.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code notification-result}.
 *
 * @param jobId the id of the job
 * @param template the template of the mail
 * @param outcome whether the mail was sent
 * @param reason the code of the reason why the mail was refused; null unless it was
 */
record NotificationResult(
    UUID jobId, Template template, NotificationOutcome outcome, @Nullable String reason) {
  /** Whether a mail was sent. */
  enum NotificationOutcome {
    SENT,
    REFUSED
  }
}
