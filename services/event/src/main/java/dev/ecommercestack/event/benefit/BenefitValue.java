package dev.ecommercestack.event.benefit;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A benefit in requests, responses and tables: a percentage, or an amount in a currency.
 *
 * @param type the kind of the benefit
 * @param value a percentage of 1 to 100, or an amount in minor units
 * @param currency the ISO 4217 code of the currency of an amount; null for a percentage
 */
@Embeddable
public record BenefitValue(
    @Column(name = "benefit_type") @Enumerated(EnumType.STRING) @NotNull BenefitType type,
    @Column(name = "benefit_value") @NotNull @Positive Long value,
    @Column(name = "benefit_currency") @Nullable String currency) {
  /**
   * The greatest amount in minor units: the greatest integer that is exact in every JSON parser.
   */
  public static final long MAX_AMOUNT = 9_007_199_254_740_991L;

  /** Returns the form of a benefit for responses and tables. */
  public static BenefitValue of(Benefit benefit) {
    Currency currency = benefit.currency();
    return new BenefitValue(
        benefit.type(), benefit.value(), currency == null ? null : currency.getCurrencyCode());
  }

  /**
   * Returns the benefit.
   *
   * @throws ProblemException 400 {@code invalid_benefit}
   */
  public Benefit toBenefit() {
    return switch (type) {
      case PERCENT -> percent();
      case AMOUNT -> amount();
    };
  }

  private Benefit percent() {
    if (value > 100 || currency != null) {
      throw invalid("A benefit of type PERCENT has a value of 1 to 100 and no currency.");
    }
    return new Benefit.Percent(value.intValue());
  }

  private Benefit amount() {
    if (currency == null || value > MAX_AMOUNT) {
      throw invalid(
          "A benefit of type AMOUNT has a value of 1 to %d minor units and a currency, for example KRW."
              .formatted(MAX_AMOUNT));
    }
    try {
      return new Benefit.Amount(Money.of(value, currency));
    } catch (IllegalArgumentException e) {
      throw invalid("The benefit's currency is not a code of ISO 4217, for example KRW.");
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_BENEFIT, detail);
  }
}
