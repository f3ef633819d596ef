package dev.ecommercestack.order.placing;

import dev.ecommercestack.order.entity.ShippingAddress;
import dev.ecommercestack.platform.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new order. The shop computes the prices; the customer names the expected total, so that no
 * other total than the shown one is charged.
 *
 * @param items the products, each once
 * @param couponId the id of one of the customer's own coupons; absent without one
 * @param expectedTotal the total of the quote that the customer agreed to pay. If the order costs
 *     another amount, the answer is 409 {@code price_changed} with the new quote
 * @param shippingAddress the address that the goods are sent to
 */
record PlaceOrderRequest(
    @NotEmpty @Size(min = 1, max = 100) List<@NotNull @Valid RequestedItem> items,
    @Nullable UUID couponId,
    @NotNull @Valid Money expectedTotal,
    @NotNull @Valid ShippingAddress shippingAddress) {

  /**
   * One product of the order.
   *
   * @param productId the id of the product
   * @param quantity the number of pieces
   */
  record RequestedItem(@NotNull UUID productId, @NotNull @Min(1) @Max(9999) Integer quantity) {}

  /** Returns the request for a quote of the same products and coupon. */
  QuoteRequest toQuoteRequest() {
    return new QuoteRequest(items, couponId);
  }
}
