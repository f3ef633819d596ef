package dev.ecommercestack.worker.notification;

import org.jspecify.annotations.Nullable;

/**
 * What a job knows of its mail.
 *
 * @param delivery {@code SMTP}, {@code KEPT} where there is no mail server, or {@code REFUSED}
 * @param text only of a mail that was kept: one that was sent is its reader's
 * @param reason why it was refused
 */
record KeptMail(
    String delivery, String to, String subject, @Nullable String text, @Nullable String reason) {
  static KeptMail sent(Mail mail) {
    return new KeptMail("SMTP", mail.to(), mail.subject(), null, null);
  }

  static KeptMail kept(Mail mail) {
    return new KeptMail("KEPT", mail.to(), mail.subject(), mail.text(), null);
  }

  static KeptMail refused(Mail mail, String reason) {
    return new KeptMail("REFUSED", mail.to(), mail.subject(), null, reason);
  }
}
