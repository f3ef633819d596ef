package dev.ecommercestack.event.benefit;

import dev.ecommercestack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values that are often a mistyped zero, and then give the shop's goods away: a request that has
 * one must say {@code "confirmed": true}.
 */
public final class Confirmation {
  private static final int PERCENT = 90;
  private static final long MINOR_UNITS = 100_000;
  private static final int COUPONS = 100_000;

  private Confirmation() {}

  /**
   * Refuses dangerous values that are not confirmed.
   *
   * @param confirmed what the request says; null if it says nothing
   * @param benefit of each coupon, or of the discount
   * @param coupons the number of coupons of a campaign; 0 for a discount
   * @throws ProblemException 400 {@code confirmation_required}
   */
  public static void require(@Nullable Boolean confirmed, Benefit benefit, int coupons) {
    List<String> dangers = new ArrayList<>();
    switch (benefit) {
      case Benefit.Percent part when part.percent() >= PERCENT ->
          dangers.add("benefit.value is %d percent".formatted(part.percent()));
      case Benefit.Amount fixed when fixed.value() >= MINOR_UNITS ->
          dangers.add(
              "benefit.value is %d minor units of %s".formatted(fixed.value(), fixed.currency()));
      default -> {}
    }
    if (coupons > COUPONS) {
      dangers.add("quota is %d coupons".formatted(coupons));
    }
    if (!dangers.isEmpty() && !Boolean.TRUE.equals(confirmed)) {
      throw ProblemException.badRequest(
          "confirmation_required",
          "%s. If that is meant, repeat the request with \"confirmed\": true."
              .formatted(String.join(", ", dangers)));
    }
  }
}
