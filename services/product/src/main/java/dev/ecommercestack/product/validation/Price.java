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

/** An amount that something can cost: whole in every JSON reader, and not negative. */
@Documented
@Constraint(validatedBy = Price.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Price {
  /** The highest price, in minor units: the largest whole number of JavaScript. */
  long MAX = 9_007_199_254_740_991L;

  /** What is said otherwise. */
  String message() default "amount must be between 0 and " + MAX;

  /** Validation groups. */
  Class<?>[] groups() default {};

  /** Payload for clients of the validator. */
  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Validator implements ConstraintValidator<Price, Money> {
    @Override
    public boolean isValid(@Nullable Money value, ConstraintValidatorContext context) {
      return value == null || (value.amount() >= 0 && value.amount() <= MAX);
    }
  }
}
