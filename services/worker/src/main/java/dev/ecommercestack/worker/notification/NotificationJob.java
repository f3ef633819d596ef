package dev.ecommercestack.worker.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecommercestack.worker.job.JobData;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code notification-job}.
 *
 * @param values what the template fills in
 * @param replyTo routing key of the result; null if nobody waits
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

  /** How somebody is told. */
  enum Channel {
    EMAIL
  }

  /** In which language. */
  enum MailLocale {
    @JsonProperty("ko")
    KO("ko", "고객"),
    @JsonProperty("en")
    EN("en", "customer");

    private final String code;
    private final String anybody;

    MailLocale(String code, String anybody) {
      this.code = code;
      this.anybody = anybody;
    }

    String code() {
      return code;
    }

    /** Returns how somebody is addressed whose name is not known. */
    String anybody() {
      return anybody;
    }
  }

  /** Who. */
  record Recipient(UUID userId, String email, @Nullable String name) {}

  /** Refuses a job that is not whole. */
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
