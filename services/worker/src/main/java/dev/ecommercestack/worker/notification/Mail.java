package dev.ecommercestack.worker.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail.
 *
 * @param id the id of the mail, the same for each attempt to send it
 * @param to the recipient's address
 * @param name the recipient's name; null if it is not known
 * @param subject the subject, one line
 * @param text the content as plain text
 * @param html the content as HTML
 */
record Mail(UUID id, String to, @Nullable String name, String subject, String text, String html) {}
