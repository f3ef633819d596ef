package dev.ecommercestack.worker.notification;

/** What became of a mail. */
sealed interface Delivery {
  /** A mail server has taken it. */
  record Sent() implements Delivery {}

  /** There is no mail server: it is kept for administrators to read. */
  record Kept() implements Delivery {}

  /**
   * It can never be delivered.
   *
   * @param reason a stable code in capitals
   */
  record Refused(String reason) implements Delivery {}
}
