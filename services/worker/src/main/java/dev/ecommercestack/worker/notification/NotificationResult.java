package dev.ecommercestack.worker.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code notification-result}.
 *
 * @param reason why it was refused
 */
record NotificationResult(UUID jobId, Template template, Outcome outcome, @Nullable String reason) {
  /** What became of it. */
  enum Outcome {
    SENT,
    REFUSED
  }
}
