package dev.ecommercestack.platform.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller method that must be called with the header {@code Idempotency-Key} and takes effect
 * once per caller and key.
 *
 * <p>The whole request is one transaction, which also stores the response: the effect and the
 * record of it cannot be separated. So such a method works in the database only (messages go
 * through the outbox) and answers synchronously. An answer of 400 or more rolls everything back and
 * is not stored.
 *
 * <ul>
 *   <li>no key: 400 {@code idempotency_key_required}
 *   <li>same key, same request: the stored answer, with {@code Idempotency-Replayed: true}
 *   <li>same key, other request: 422 {@code idempotency_key_reused}
 *   <li>same key while the first is still in progress: 409 {@code idempotency_in_progress}
 *   <li>a body that is too long: 413 {@code content_too_large}
 * </ul>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
  /**
   * The longest body, as a size or a placeholder for one such as {@code ${upload.max-body}}; empty
   * means {@code service.idempotency.max-body}. A body longer than that common limit is kept in a
   * temporary file while it is handled, so read it as a stream.
   */
  String maxBody() default "";
}
