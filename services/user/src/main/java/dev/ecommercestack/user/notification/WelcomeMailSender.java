package dev.ecommercestack.user.notification;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.user.account.Account;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sends the worker a job for the welcome mail of a new account. */
@Component
public class WelcomeMailSender {
  private static final String EXCHANGE = "jobs";
  private static final String ROUTING_KEY = "notification";
  private static final String TEMPLATE = "WELCOME";
  private static final String REPLY_TO = "user";

  private final Outbox outbox;
  private final NotificationRepository notifications;
  private final Clock clock;

  WelcomeMailSender(Outbox outbox, NotificationRepository notifications, Clock clock) {
    this.outbox = outbox;
    this.notifications = notifications;
    this.clock = clock;
  }

  /** Writes the job in the caller's transaction, which creates the account. */
  public void send(Account account) {
    UUID jobId = Uuid7.next();
    notifications.insert(jobId, account.id(), TEMPLATE, clock.instant());
    NotificationJob job =
        new NotificationJob(
            jobId,
            "EMAIL",
            TEMPLATE,
            account.language().code(),
            new NotificationJob.Recipient(
                account.id(), account.email().value(), account.name().value()),
            Map.of("name", account.name().value()),
            REPLY_TO);
    outbox.job(EXCHANGE, ROUTING_KEY, Message.of(NotificationJob.TYPE, account.id(), job));
  }
}
