package dev.ecommercestack.product.validation;

import dev.ecommercestack.platform.money.Money;
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

/** A price: not negative, and small enough to be exact in every JSON reader. */
@Documented
@Constraint(validatedBy = Price.PriceValidator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Price {
  /** The highest price, in minor units: the largest exact integer of JavaScript. */
  long MAX_MINOR_UNITS = 9_007_199_254_740_991L;

  /** The message for other amounts. */
  String message() default "amount must be between 0 and " + MAX_MINOR_UNITS;

  /** Validation groups. */
  Class<?>[] groups() default {};

  /** Payload for clients of the validator. */
  Class<? extends Payload>[] payload() default {};

  /** Accepts null and amounts from 0 to {@link Price#MAX_MINOR_UNITS}. */
  final class PriceValidator implements ConstraintValidator<Price, Money> {
    @Override
    public boolean isValid(@Nullable Money value, ConstraintValidatorContext context) {
      return value == null || (value.amount() >= 0 && value.amount() <= MAX_MINOR_UNITS);
    }
  }
}
