package dev.ecommercestack.order.messages;

import dev.ecommercestack.common.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code order-placed}.
 *
 * @param couponDiscount given exactly when there is a coupon
 * @param total what is to be paid
 */
record OrderPlaced(
    UUID orderId,
    UUID userId,
    List<Line> lines,
    @Nullable UUID couponId,
    @Nullable Money couponDiscount,
    Money total) {

  /**
   * Goods.
   *
   * @param discount off the whole line
   */
  record Line(UUID productId, String sku, int quantity, Money unitPrice, Money discount) {}
}
