package dev.ecommercestack.event.mail;

import java.util.Map;
import java.util.UUID;

/**
 * Data of the message {@code notification-job}. This service does not wait for the result.
 *
 * @param jobId the id of the job
 * @param channel the channel of the notification, {@code EMAIL}
 * @param template the name of the template
 * @param locale the language of the notification, {@code ko} or {@code en}
 * @param recipient the user to notify
 * @param values the values of the template's placeholders, by name
 */
record NotificationJob(
    UUID jobId,
    String channel,
    String template,
    String locale,
    Recipient recipient,
    Map<String, String> values) {
  static final String TYPE = "notification-job";

  /**
   * The user to notify.
   *
   * @param userId the id of the user
   * @param email the e-mail address
   * @param name the name for the salutation
   */
  record Recipient(UUID userId, String email, String name) {}
}
