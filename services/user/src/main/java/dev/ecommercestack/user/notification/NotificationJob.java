package dev.ecommercestack.user.notification;

import java.util.Map;
import java.util.UUID;

/**
 * Data of the message {@code notification-job}.
 *
 * @param jobId the id of the job, which the result repeats
 * @param channel always {@code EMAIL}
 * @param template the name of the template
 * @param locale the language of the mail, {@code ko} or {@code en}
 * @param recipient the recipient
 * @param values the values of the template's placeholders, by name
 * @param replyTo the routing key of the result
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
   * The recipient of a mail.
   *
   * @param userId the id of the account
   * @param email the address
   * @param name the name
   */
  record Recipient(UUID userId, String email, String name) {}
}
