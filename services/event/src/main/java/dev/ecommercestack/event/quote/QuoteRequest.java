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
 * An order to be priced.
 *
 * @param userId whose coupon it must be
 * @param lines what is ordered, at the shop's prices
 * @param couponId the coupon to be used, if any
 */
record QuoteRequest(
    @NotNull UUID userId,
    @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> lines,
    @Nullable UUID couponId) {
  /**
   * A line.
   *
   * @param productId what
   * @param categoryId of which category, if any
   * @param unitPrice of one
   * @param quantity how many
   */
  record Line(
      @NotNull UUID productId,
      @Nullable UUID categoryId,
      @NotNull @Valid Money unitPrice,
      @NotNull @Positive @Max(9999) Integer quantity) {}
}
