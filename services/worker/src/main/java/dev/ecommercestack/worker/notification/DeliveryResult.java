package dev.ecommercestack.worker.notification;

/** The result of the delivery of a mail. */
sealed interface DeliveryResult {
  /** A mail server has accepted the mail. */
  record MailSent() implements DeliveryResult {}

  /** No mail server is configured: the mail is stored in the job's result for administrators. */
  record MailKept() implements DeliveryResult {}

  /**
   * The mail cannot be delivered, also not later.
   *
   * @param reason a stable code in capitals
   */
  record MailRefused(String reason) implements DeliveryResult {}
}
