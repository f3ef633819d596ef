package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;

/** The response of a payment provider. */
public sealed interface ProviderResponse {

  /**
   * The amount was charged or refunded.
   *
   * @param amount the amount
   * @param reference the provider's reference
   */
  record Succeeded(Money amount, String reference) implements ProviderResponse {}

  /**
   * No money was moved, and none will be for this payment.
   *
   * @param reason a stable code in capitals
   */
  record Declined(String reason) implements ProviderResponse {}
}
