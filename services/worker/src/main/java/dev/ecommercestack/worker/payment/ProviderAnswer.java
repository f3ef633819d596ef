package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;

/** What a payment provider says. */
public sealed interface ProviderAnswer {

  /**
   * Money was moved.
   *
   * @param amount how much
   * @param reference the provider's number of it
   */
  record Succeeded(Money amount, String reference) implements ProviderAnswer {}

  /**
   * No money was moved, nor will be under this payment.
   *
   * @param reason a stable code in capitals
   */
  record Declined(String reason) implements ProviderAnswer {}
}
