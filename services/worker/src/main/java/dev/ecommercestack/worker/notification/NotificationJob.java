package dev.ecommercestack.worker.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecommercestack.worker.job.JobData;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code notification-job}.
 *
 * @param jobId the id of the job
 * @param channel the channel of the notification
 * @param template the template of the mail
 * @param locale the language of the mail
 * @param recipient the recipient
 * @param values the values of the template's placeholders, by name
 * @param replyTo the routing key of the result; null if none is wanted
 */
record NotificationJob(
    UUID jobId,
    Channel channel,
    Template template,
    MailLocale locale,
    Recipient recipient,
    Map<String, String> values,
    @Nullable String replyTo)
    implements JobData {

  /** The channel of a notification. */
  enum Channel {
    EMAIL
  }

  /** The language of a mail. */
  enum MailLocale {
    @JsonProperty("ko")
    KO("ko", "고객"),
    @JsonProperty("en")
    EN("en", "customer");

    private final String code;
    private final String fallbackName;

    MailLocale(String code, String fallbackName) {
      this.code = code;
      this.fallbackName = fallbackName;
    }

    String code() {
      return code;
    }

    /** Returns the form of address for a recipient without a name. */
    String fallbackName() {
      return fallbackName;
    }
  }

  /**
   * The recipient of a notification.
   *
   * @param userId the id of the account
   * @param email the address
   * @param name the name; null if it is not known
   */
  record Recipient(UUID userId, String email, @Nullable String name) {}

  /** Rejects a job with missing fields. */
  NotificationJob {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(locale, "locale");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(recipient.email(), "email");
    values = Map.copyOf(values);
  }
}
