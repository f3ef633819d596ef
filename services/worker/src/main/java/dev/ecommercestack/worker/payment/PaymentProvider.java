package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who moves money. The payment's identifier is the idempotency key of each method: asked
 * again, it moves nothing again and gives the first answer, whatever the amount.
 *
 * <p>Each method throws {@link ProviderUnavailableException} when there is no answer; ask again.
 */
public interface PaymentProvider {
  /** Takes money from a customer. */
  ProviderAnswer charge(UUID paymentId, Money amount);

  /** Tells what became of a charge; empty if none was asked for yet, which it may still be. */
  Optional<ProviderAnswer> look(UUID paymentId);

  /**
   * Tells what became of a charge. One that was never asked for is called off: should it still
   * arrive, it is declined. So "declined" is final.
   */
  ProviderAnswer query(UUID paymentId);

  /** Gives money of a charge back, at most what was charged. */
  ProviderAnswer refund(UUID paymentId, Money amount);
}
