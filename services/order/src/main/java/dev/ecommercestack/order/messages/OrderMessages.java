package dev.ecommercestack.order.messages;

import dev.ecommercestack.order.aggregate.Contact;
import dev.ecommercestack.order.aggregate.Order;
import dev.ecommercestack.order.aggregate.OrderLine;
import dev.ecommercestack.order.lifecycle.Effect.PaymentKind;
import dev.ecommercestack.order.lifecycle.Effect.Template;
import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.money.MoneyText;
import dev.ecommercestack.platform.outbox.Outbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in the caller's transaction what happened to an order, and asks the worker for things. */
@Component
public class OrderMessages {
  /** Topic of the facts about orders. */
  public static final String FACTS = "order.events.v1";

  private static final String JOBS = "jobs";
  private static final String REPLY_TO = "order";
  private static final int MAX_NAME_LENGTH = 100;

  private final Outbox outbox;

  OrderMessages(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Says that an order with a price was accepted for processing. */
  public void placed(Order order) {
    Money couponDiscount = order.couponDiscount();
    fact(
        "order-placed",
        order,
        new OrderPlaced(
            order.id(),
            order.userId(),
            order.lines().stream().map(line -> line(order, line)).toList(),
            couponDiscount == null ? null : order.couponId(),
            couponDiscount,
            known(order.total())));
  }

  /** Says that customers see another status. */
  public void statusChanged(
      Order order, OrderStatus from, OrderStatus to, @Nullable String reason) {
    String code =
        to == OrderStatus.REJECTED
            ? Objects.requireNonNull(reason, "a rejection needs a reason").toUpperCase(Locale.ROOT)
            : null;
    fact(
        "order-status-changed",
        order,
        new OrderStatusChanged(order.id(), order.userId(), from, to, code));
  }

  /** Asks the worker to move money. A refund gives back what was paid. */
  public void askPayment(Order order, PaymentKind kind) {
    Money amount = kind == PaymentKind.REFUND ? order.paidMoney() : known(order.total());
    PaymentJob job =
        new PaymentJob(
            Uuid7.next(), kind, order.paymentId(), order.id(), order.userId(), amount, REPLY_TO);
    outbox.job(JOBS, "payment", Message.of("payment-job", order.id(), job));
  }

  /** Asks the worker to write to the customer, if it is known where. */
  public void notify(Order order, Template template) {
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
    outbox.job(JOBS, "notification", Message.of("notification-job", order.id(), job));
  }

  /**
   * Asks the worker to make a document.
   *
   * @param locale {@code ko} or {@code en}
   * @param format {@code CSV} or {@code HTML}
   * @param rows each with a text or number per column; an amount of money is a text, which no
   *     reader rounds
   * @param requestedBy the administrator
   * @return the job's id
   */
  public UUID askReport(
      String title,
      String locale,
      String format,
      List<String> columns,
      List<List<Object>> rows,
      UUID requestedBy) {
    UUID jobId = Uuid7.next();
    UUID reportId = Uuid7.next();
    ReportJob job =
        new ReportJob(jobId, reportId, title, locale, format, columns, rows, requestedBy, REPLY_TO);
    outbox.job(JOBS, "report", Message.of("report-job", reportId, job));
    return jobId;
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

  private void fact(String type, Order order, Object data) {
    UUID id = order.id();
    outbox.fact(FACTS, Message.of(type, id, data));
  }

  private static OrderPlaced.Line line(Order order, OrderLine line) {
    return new OrderPlaced.Line(
        line.productId(),
        Objects.requireNonNull(line.sku()),
        line.quantity(),
        known(order.money(line.unitPrice())),
        line.discountId(),
        known(order.money(line.discount())),
        order.couponId() == null ? null : order.money(line.couponDiscount()));
  }

  private static Money known(@Nullable Money amount) {
    return Objects.requireNonNull(amount, "the order has no price yet");
  }
}
