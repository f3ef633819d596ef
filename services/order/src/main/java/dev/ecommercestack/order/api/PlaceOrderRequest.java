package dev.ecommercestack.order.api;

import dev.ecommercestack.order.aggregate.ShippingAddress;
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
 * What a customer orders. Prices are the shop's; the total is asked for so that nobody is charged
 * another one than was shown.
 *
 * @param items each product once
 * @param couponId of the customer's own coupons
 * @param expectedTotal what the customer agreed to pay: the total of a quote. Another one is
 *     answered 409 {@code price_changed} with the new quote
 * @param shippingAddress where it goes
 */
record PlaceOrderRequest(
    @NotEmpty @Size(max = 100) List<@NotNull @Valid Item> items,
    @Nullable UUID couponId,
    @NotNull @Valid Money expectedTotal,
    @NotNull @Valid ShippingAddress shippingAddress) {

  /**
   * One product.
   *
   * @param productId which
   * @param quantity pieces
   */
  record Item(@NotNull UUID productId, @NotNull @Min(1) @Max(9999) Integer quantity) {}

  /** Returns the same as a question for what it costs. */
  QuoteRequest toQuoteRequest() {
    return new QuoteRequest(items, couponId);
  }
}
