package dev.ecommercestack.event.quote;

import dev.ecommercestack.platform.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The request to price an order.
 *
 * @param userId the id of the user who must own the coupon
 * @param lines the order lines, at the prices of the shop
 * @param couponId the id of the coupon to use; null if none
 */
record QuoteRequest(
    @NotNull UUID userId,
    @NotEmpty @Size(max = 100) List<@NotNull @Valid RequestedLine> lines,
    @Nullable UUID couponId) {
  /**
   * An order line.
   *
   * @param productId the id of the product
   * @param categoryId the id of the product's category; null if it has none
   * @param unitPrice the price of one unit
   * @param quantity the number of units
   */
  record RequestedLine(
      @NotNull UUID productId,
      @Nullable UUID categoryId,
      @NotNull @Valid Money unitPrice,
      @NotNull @Positive @Max(9999) Integer quantity) {}
}
