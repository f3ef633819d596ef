package dev.ecommercestack.worker.notification;

import dev.ecommercestack.worker.job.RetryLaterException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Delivers mail by SMTP. */
final class SmtpMailer implements Mailer {
  private final JavaMailSender server;
  private final String from;

  /**
   * @param server the client of the mail server
   * @param from the sender's address
   */
  SmtpMailer(JavaMailSender server, String from) {
    this.server = server;
    this.from = from;
  }

  @Override
  public DeliveryResult deliver(Mail mail) {
    Optional<InternetAddress> recipient = address(mail);
    if (recipient.isEmpty()) {
      return new DeliveryResult.MailRefused("ADDRESS_INVALID");
    }
    try {
      server.send(message(mail, recipient.get()));
      return new DeliveryResult.MailSent();
    } catch (MailException e) {
      return SmtpReplies.refusal(e)
          .<DeliveryResult>map(DeliveryResult.MailRefused::new)
          .orElseThrow(
              () ->
                  new RetryLaterException(
                      "The mail server did not accept the mail: " + SmtpReplies.detail(e), e));
    }
  }

  private MimeMessage message(Mail mail, InternetAddress recipient) {
    MimeMessage message = server.createMimeMessage();
    try {
      MimeMessageHelper helper =
          new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
      helper.setFrom(from);
      helper.setTo(recipient);
      helper.setSubject(mail.subject());
      helper.setText(mail.text(), mail.html());
      // The id is the same for each attempt, so that servers and clients can discard duplicates.
      message.setHeader("Message-ID", "<%s@%s>".formatted(mail.id(), domain(from)));
      message.setHeader("Auto-Submitted", "auto-generated");
      return message;
    } catch (MessagingException e) {
      throw new IllegalStateException("The mail cannot be composed: " + e.getMessage(), e);
    }
  }

  private static Optional<InternetAddress> address(Mail mail) {
    try {
      InternetAddress address = new InternetAddress(mail.to(), true);
      if (mail.name() != null) {
        address.setPersonal(mail.name(), StandardCharsets.UTF_8.name());
      }
      return Optional.of(address);
    } catch (MessagingException | UnsupportedEncodingException e) {
      return Optional.empty();
    }
  }

  private static String domain(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1);
    return domain.endsWith(">") ? domain.substring(0, domain.length() - 1) : domain;
  }
}
