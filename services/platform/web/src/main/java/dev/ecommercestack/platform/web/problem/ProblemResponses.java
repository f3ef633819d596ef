package dev.ecommercestack.platform.web.problem;

import dev.ecommercestack.platform.problem.ProblemCode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The error codes with which an operation answers, for its OpenAPI document. Codes that follow from
 * the method itself are added there and need not be named: those of an unreadable request, of a
 * list, of {@code @Idempotent} and of {@code @PreAuthorize}. At a class it is for all its methods.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProblemResponses {
  /** The error codes. */
  ProblemCode[] value();
}
