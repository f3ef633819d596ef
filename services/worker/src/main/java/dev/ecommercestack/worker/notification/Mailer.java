package dev.ecommercestack.worker.notification;

import dev.ecommercestack.worker.job.RetryLaterException;

/** Delivers mail. */
interface Mailer {
  /**
   * Delivers a mail.
   *
   * @throws RetryLaterException if a later attempt may succeed
   */
  DeliveryResult deliver(Mail mail);
}
