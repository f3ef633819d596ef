package dev.ecommercestack.worker.notification;

import java.util.Locale;

/** The templates of mails; each has a file per language in {@code resources/mail}. */
enum Template {
  WELCOME,
  COUPON_ISSUED,
  ORDER_CONFIRMED,
  ORDER_REJECTED,
  ORDER_CANCELLED,
  ORDER_SHIPPED,
  ORDER_DELIVERED,
  PAYMENT_REFUNDED;

  String file(NotificationJob.MailLocale locale) {
    return "mail/%s/%s.txt"
        .formatted(locale.code(), name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
