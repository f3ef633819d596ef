package dev.ecommercestack.event.mail;

import java.util.Map;
import java.util.UUID;

/**
 * Data of {@code notification-job}. Nobody waits for its result.
 *
 * @param channel how
 * @param template which mail
 * @param values what the template fills in
 */
record NotificationJob(
    UUID jobId,
    String channel,
    String template,
    String locale,
    Recipient recipient,
    Map<String, String> values) {
  static final String TYPE = "notification-job";

  /** Who. */
  record Recipient(UUID userId, String email, String name) {}
}
