package dev.ecommercestack.worker.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail.
 *
 * @param id the same for the same mail, however often it is sent
 * @param to an address
 * @param name whose address
 * @param subject one line
 * @param text for readers without HTML
 * @param html the same as HTML
 */
record Mail(UUID id, String to, @Nullable String name, String subject, String text, String html) {}
