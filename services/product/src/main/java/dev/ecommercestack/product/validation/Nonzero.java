package dev.ecommercestack.product.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A number other than 0. */
@Documented
@Constraint(validatedBy = Nonzero.NonzeroValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Nonzero {
  /** The message for 0. */
  String message() default "must not be 0";

  /** Validation groups. */
  Class<?>[] groups() default {};

  /** Payload for clients of the validator. */
  Class<? extends Payload>[] payload() default {};

  /** Accepts null and every number other than 0. */
  final class NonzeroValidator implements ConstraintValidator<Nonzero, Long> {
    @Override
    public boolean isValid(@Nullable Long value, ConstraintValidatorContext context) {
      return value == null || value != 0;
    }
  }
}
