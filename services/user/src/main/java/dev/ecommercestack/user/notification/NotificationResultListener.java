package dev.ecommercestack.user.notification;

import dev.ecommercestack.platform.inbox.Inbox;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Stores the results of requested mails. Counts {@code user.notifications} by outcome. */
@Component
public class NotificationResultListener {
  private static final Logger log = LoggerFactory.getLogger(NotificationResultListener.class);
  private static final String QUEUE = "results.user";

  private final Envelopes envelopes;
  private final Inbox inbox;
  private final NotificationRepository notifications;
  private final MeterRegistry metrics;
  private final Clock clock;

  NotificationResultListener(
      Envelopes envelopes,
      Inbox inbox,
      NotificationRepository notifications,
      MeterRegistry metrics,
      Clock clock) {
    this.envelopes = envelopes;
    this.inbox = inbox;
    this.notifications = notifications;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Receives a message of the queue {@value #QUEUE}.
   *
   * @param body the JSON envelope in UTF-8; messages of other types than {@code
   *     notification-result} are ignored
   */
  @RabbitListener(queues = QUEUE)
  public void on(byte[] body) {
    Envelope<JsonNode> envelope = envelopes.read(body);
    if (!envelope.type().equals(NotificationResult.TYPE)) {
      log.info("Ignored a message of type {} on {}", envelope.type(), QUEUE);
      return;
    }
    NotificationResult result = envelopes.as(envelope, NotificationResult.class).data();
    boolean first = inbox.once(envelope, QUEUE, () -> store(result));
    if (first) {
      metrics.counter("user.notifications", "outcome", result.outcome().name()).increment();
    }
  }

  private void store(NotificationResult result) {
    if (!notifications.finish(result, clock.instant())) {
      log.info("There is no requested mail for the result of job {}", result.jobId());
    }
  }
}
