package dev.ecommercestack.order.messages;

import dev.ecommercestack.platform.money.Money;
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
   * @param discountId id of the always-on discount; null if none applies
   * @param discount what it takes off all pieces
   * @param couponDiscount this line's part of the order's {@code couponDiscount}; given exactly
   *     when there is a coupon
   */
  record Line(
      UUID productId,
      String sku,
      int quantity,
      Money unitPrice,
      @Nullable UUID discountId,
      Money discount,
      @Nullable Money couponDiscount) {}
}
