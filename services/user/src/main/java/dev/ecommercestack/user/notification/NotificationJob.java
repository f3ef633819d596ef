package dev.ecommercestack.user.notification;

import java.util.Map;
import java.util.UUID;

/**
 * The data of a message {@code notification-job}.
 *
 * @param jobId comes back in the result
 * @param channel always {@code EMAIL}
 * @param template which mail
 * @param locale {@code ko} or {@code en}
 * @param recipient to whom
 * @param values what the template fills in
 * @param replyTo routing key of the result
 */
record NotificationJob(
    UUID jobId,
    String channel,
    String template,
    String locale,
    Recipient recipient,
    Map<String, String> values,
    String replyTo) {

  static final String TYPE = "notification-job";

  /**
   * Somebody who gets a mail.
   *
   * @param userId who
   * @param email where
   * @param name how to greet
   */
  record Recipient(UUID userId, String email, String name) {}
}
