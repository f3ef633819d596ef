package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment provider. The payment's id is the idempotency key of each method: a repeated call moves
 * no money and returns the first response, whatever the amount.
 *
 * <p>Each method throws {@link ProviderUnavailableException} if there is no response; the caller
 * repeats the call.
 */
public interface PaymentProvider {
  /** Charges a customer. */
  ProviderResponse charge(UUID paymentId, Money amount);

  /** Returns the outcome of a charge; empty if the charge has not arrived, which it still may. */
  Optional<ProviderResponse> find(UUID paymentId);

  /**
   * Returns the outcome of a charge. A charge that has not arrived is voided: if it arrives later,
   * it is declined. So the response is final.
   */
  ProviderResponse query(UUID paymentId);

  /** Refunds a charge, at most its amount. */
  ProviderResponse refund(UUID paymentId, Money amount);
}
