package dev.ecommercestack.order.messages;

import dev.ecommercestack.order.lifecycle.Effect.Template;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code notification-job}. Nobody waits for its result.
 *
 * @param channel how
 * @param values what the template fills in
 */
record NotificationJob(
    UUID jobId,
    String channel,
    Template template,
    String locale,
    Recipient recipient,
    Map<String, String> values) {

  /** Who. */
  record Recipient(UUID userId, String email, @Nullable String name) {}
}
