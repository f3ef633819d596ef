package dev.ecommercestack.order.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the orders come to at one moment. Amounts are minor units.
 *
 * @param orders by status
 * @param sagas that are not done, by step
 * @param money by currency
 * @param products by product, to be compared with its stock
 * @param coupons to be compared with event
 * @param unbalanced orders that are done but whose stock, coupon or money is not where it belongs:
 *     must be 0
 */
record AuditResponse(
    Map<String, Long> orders,
    Map<String, Long> sagas,
    List<MoneyOfCurrency> money,
    List<UnitsOfProduct> products,
    Coupons coupons,
    long unbalanced) {

  /**
   * Money of all orders in a currency, which may come to more than a long holds. When no saga is
   * under way, received = sold.
   *
   * @param currency ISO 4217
   * @param sold what the orders that are sold cost
   * @param paid what was charged
   * @param refunded what was given back
   * @param received paid minus refunded
   */
  record MoneyOfCurrency(
      String currency,
      BigDecimal sold,
      BigDecimal paid,
      BigDecimal refunded,
      BigDecimal received) {}

  /**
   * Pieces of a product.
   *
   * @param productId which
   * @param sold confirmed, shipped or delivered
   * @param reserved kept for orders that are under way
   */
  record UnitsOfProduct(UUID productId, long sold, long reserved) {}

  /**
   * Coupons of orders.
   *
   * @param redeemed used by orders that are sold
   * @param held kept for orders that are under way
   */
  record Coupons(long redeemed, long held) {}
}
