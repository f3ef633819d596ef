package dev.ecommercestack.order.notification;

import dev.ecommercestack.order.lifecycle.Effect.Template;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code notification-job}. Order ignores its result.
 *
 * @param jobId the id of this job
 * @param channel the way the notification is sent: {@code EMAIL}
 * @param template the text that is sent
 * @param locale the language of the text: {@code ko} or {@code en}
 * @param recipient the customer who is notified
 * @param values the values of the template's placeholders by name
 */
record NotificationJob(
    UUID jobId,
    String channel,
    Template template,
    String locale,
    Recipient recipient,
    Map<String, String> values) {

  /**
   * The customer who is notified.
   *
   * @param userId the customer's id
   * @param email the address that the mail is sent to
   * @param name the name that the mail greets, at most 100 characters; null if unknown
   */
  record Recipient(UUID userId, String email, @Nullable String name) {}
}
