package dev.ecommercestack.worker.notification;

import org.jspecify.annotations.Nullable;

/**
 * The result of a notification job, for administrators.
 *
 * @param delivery {@code SMTP}, {@code KEPT} without a mail server, or {@code REFUSED}
 * @param to the recipient's address
 * @param subject the subject
 * @param text the text of a mail that was kept; null for other mails, whose content is private
 * @param reason the code of the reason why the mail was refused; null unless it was
 */
record MailResult(
    String delivery, String to, String subject, @Nullable String text, @Nullable String reason) {
  static MailResult sent(Mail mail) {
    return new MailResult("SMTP", mail.to(), mail.subject(), null, null);
  }

  static MailResult kept(Mail mail) {
    return new MailResult("KEPT", mail.to(), mail.subject(), mail.text(), null);
  }

  static MailResult refused(Mail mail, String reason) {
    return new MailResult("REFUSED", mail.to(), mail.subject(), null, reason);
  }
}
