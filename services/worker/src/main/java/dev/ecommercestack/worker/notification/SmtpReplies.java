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

/** Extracts a mail server's replies from the exceptions of Jakarta Mail. */
final class SmtpReplies {
  private static final Set<Integer> MAILBOX_UNKNOWN_CODES = Set.of(550, 551, 553);
  private static final int FIRST_PERMANENT_CODE = 500;

  private SmtpReplies() {}

  /**
   * Returns the reason code of a permanent refusal; empty if a later attempt may succeed. A refused
   * sender or login is a fault of the configuration, not a refusal of the mail.
   */
  static Optional<String> refusal(MailException failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof SMTPAddressFailedException address
          && address.getReturnCode() >= FIRST_PERMANENT_CODE) {
        return Optional.of(
            MAILBOX_UNKNOWN_CODES.contains(address.getReturnCode())
                ? "MAILBOX_UNKNOWN"
                : "ADDRESS_REFUSED");
      }
    }
    for (Throwable cause : causes(failure)) {
      if (cause instanceof SMTPSendFailedException send
          && send.getReturnCode() >= FIRST_PERMANENT_CODE
          && ofContent(send.getCommand())) {
        return Optional.of("MESSAGE_REFUSED");
      }
    }
    return Optional.empty();
  }

  /** Returns the message of the innermost cause that has one. */
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
