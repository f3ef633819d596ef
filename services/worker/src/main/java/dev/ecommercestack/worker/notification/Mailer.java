package dev.ecommercestack.worker.notification;

import dev.ecommercestack.worker.job.RetryLaterException;

/** Somebody who delivers mail. */
interface Mailer {
  /**
   * Delivers a mail.
   *
   * @throws RetryLaterException if it may be delivered later
   */
  Delivery deliver(Mail mail);
}
