package dev.ecommercestack.event.benefit;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requires {@code "confirmed": true} in requests with very large benefits or quotas. Such a value
 * is often a typing error, and it would give the goods of the shop away.
 */
public final class ConfirmationCheck {
  private static final int PERCENT_THRESHOLD = 90;
  private static final long AMOUNT_THRESHOLD_MINOR_UNITS = 100_000;
  private static final int MAX_UNCONFIRMED_COUPONS = 100_000;

  private ConfirmationCheck() {}

  /**
   * Refuses a request with a very large value that is not confirmed.
   *
   * @param confirmed the value of {@code confirmed} in the request; null if it is absent
   * @param benefit the benefit of each coupon or of the discount
   * @param coupons the number of coupons of a campaign; 0 for a discount
   * @throws ProblemException 400 {@code confirmation_required}
   */
  public static void requireConfirmed(@Nullable Boolean confirmed, Benefit benefit, int coupons) {
    List<String> largeValues = new ArrayList<>();
    switch (benefit) {
      case Benefit.Percent percent when percent.percent() >= PERCENT_THRESHOLD ->
          largeValues.add("benefit.value is %d percent".formatted(percent.percent()));
      case Benefit.Amount amount when amount.value() >= AMOUNT_THRESHOLD_MINOR_UNITS ->
          largeValues.add(
              "benefit.value is %d minor units of %s".formatted(amount.value(), amount.currency()));
      default -> {}
    }
    if (coupons > MAX_UNCONFIRMED_COUPONS) {
      largeValues.add("quota is %d coupons".formatted(coupons));
    }
    if (!largeValues.isEmpty() && !Boolean.TRUE.equals(confirmed)) {
      throw new ProblemException(
          ProblemCode.CONFIRMATION_REQUIRED,
          "%s. If that is meant, repeat the request with \"confirmed\": true."
              .formatted(String.join(", ", largeValues)));
    }
  }
}
