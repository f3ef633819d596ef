package dev.ecommercestack.order.notification;

import dev.ecommercestack.order.WorkerRouting;
import dev.ecommercestack.order.entity.Contact;
import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.lifecycle.Effect.Template;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.money.MoneyText;
import dev.ecommercestack.platform.outbox.Outbox;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends mails to customers by jobs for the worker, in the caller's transaction. */
@Component
public class NotificationSender {
  private static final int MAX_NAME_LENGTH = 100;

  private final Outbox outbox;

  NotificationSender(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Sends a mail about an order to its customer; does nothing if the mail address is unknown.
   *
   * @param order the order that the mail is about
   * @param template the text of the mail
   */
  public void send(Order order, Template template) {
    Contact contact = order.contact();
    String email = contact.email();
    if (email == null) {
      return;
    }
    String name = contact.name();
    NotificationJob job =
        new NotificationJob(
            Uuid7.next(),
            "EMAIL",
            template,
            contact.locale(),
            new NotificationJob.Recipient(
                order.userId(),
                email,
                name == null || name.isBlank()
                    ? null
                    : name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH))),
            values(order, template));
    outbox.job(
        WorkerRouting.JOBS_EXCHANGE,
        "notification",
        Message.of("notification-job", order.id(), job));
  }

  private static Map<String, String> values(Order order, Template template) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("orderId", order.id().toString());
    Money amount = template == Template.PAYMENT_REFUNDED ? order.paidMoney() : order.total();
    if (amount != null) {
      values.put(
          template == Template.PAYMENT_REFUNDED ? "amount" : "total",
          MoneyText.of(amount, Locale.forLanguageTag(order.contact().locale())));
    }
    if (order.reason() != null) {
      values.put("reason", order.reason());
    }
    return values;
  }
}
