package dev.ecommercestack.order.notification;

import dev.ecommercestack.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the event {@code order-placed}.
 *
 * @param orderId the id of the order
 * @param userId the id of the customer who placed it
 * @param lines the products of the order
 * @param couponId the id of the coupon that is used; null without one
 * @param couponDiscount the amount that the coupon takes off the order; null exactly if there is no
 *     coupon
 * @param total the amount to be paid
 */
record OrderPlaced(
    UUID orderId,
    UUID userId,
    List<PlacedLine> lines,
    @Nullable UUID couponId,
    @Nullable Money couponDiscount,
    Money total) {

  /**
   * One product of the order.
   *
   * @param productId the id of the product
   * @param sku the product's stock keeping unit
   * @param quantity the number of pieces
   * @param unitPrice the price of one piece before discounts
   * @param discountId the id of the always-on discount; null if none applies
   * @param discount the amount that this discount takes off all pieces
   * @param couponDiscount this line's part of the order's {@code couponDiscount}; null exactly if
   *     there is no coupon
   */
  record PlacedLine(
      UUID productId,
      String sku,
      int quantity,
      Money unitPrice,
      @Nullable UUID discountId,
      Money discount,
      @Nullable Money couponDiscount) {}
}
