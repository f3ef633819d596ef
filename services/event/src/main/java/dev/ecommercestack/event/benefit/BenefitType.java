package dev.ecommercestack.event.benefit;

/** The kind of a {@link Benefit} in requests, responses and tables. */
public enum BenefitType {
  /** A fixed amount of money. */
  AMOUNT,
  /** A percentage of the price. */
  PERCENT
}
