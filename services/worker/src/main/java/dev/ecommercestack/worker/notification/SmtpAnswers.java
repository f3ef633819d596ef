package dev.ecommercestack.worker.notification;

import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** Reads what a mail server answered out of the exceptions of Jakarta Mail. */
final class SmtpAnswers {
  private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(550, 551, 553);
  private static final int PERMANENT = 500;

  private SmtpAnswers() {}

  /**
   * Returns why a mail can never be delivered; empty if it may be later. A server that refuses the
   * sender or the login is one that somebody has to look after, not a refusal of the mail.
   */
  static Optional<String> refusal(MailException failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof SMTPAddressFailedException address
          && address.getReturnCode() >= PERMANENT) {
        return Optional.of(
            NO_SUCH_MAILBOX.contains(address.getReturnCode())
                ? "MAILBOX_UNKNOWN"
                : "ADDRESS_REFUSED");
      }
    }
    for (Throwable cause : causes(failure)) {
      if (cause instanceof SMTPSendFailedException send
          && send.getReturnCode() >= PERMANENT
          && ofContent(send.getCommand())) {
        return Optional.of("MESSAGE_REFUSED");
      }
    }
    return Optional.empty();
  }

  /** Returns the innermost sentence. */
  static String detail(MailException failure) {
    @Nullable String detail = null;
    for (Throwable cause : causes(failure)) {
      detail = cause.getMessage() == null ? detail : cause.getMessage();
    }
    return detail == null ? failure.toString() : detail.strip();
  }

  private static boolean ofContent(@Nullable String command) {
    return command != null && (command.startsWith("DATA") || command.equals("."));
  }

  private static Iterable<Throwable> causes(MailException failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    Deque<Throwable> all = new ArrayDeque<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.remove();
      if (!seen.add(next)) {
        continue;
      }
      all.add(next);
      if (next instanceof MailSendException send) {
        for (Exception each : send.getMessageExceptions()) {
          open.add(each);
        }
      }
      if (next instanceof MessagingException messaging && messaging.getNextException() != null) {
        open.add(messaging.getNextException());
      }
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
    }
    return all;
  }
}
