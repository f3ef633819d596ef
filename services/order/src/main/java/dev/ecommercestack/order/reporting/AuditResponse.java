package dev.ecommercestack.order.reporting;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Counts and sums of all orders at one moment. Amounts are minor units.
 *
 * @param orders the number of orders by status
 * @param sagas the number of sagas that are not done, by step
 * @param money the amounts of money by currency
 * @param products the pieces by product, to be compared with the stock of product
 * @param coupons the numbers of coupons, to be compared with event
 * @param unbalanced the number of orders that are done but whose stock, coupon or money does not
 *     match their status: must be 0
 */
record AuditResponse(
    Map<String, Long> orders,
    Map<String, Long> sagas,
    List<MoneyOfCurrency> money,
    List<UnitsOfProduct> products,
    Coupons coupons,
    long unbalanced) {

  /**
   * Money of all orders in one currency. The sums may exceed a long. While no saga is in progress,
   * received equals sold.
   *
   * @param currency the ISO 4217 code
   * @param sold the totals of the confirmed, shipped and delivered orders
   * @param paid the amounts that were charged
   * @param refunded the amounts that were refunded
   * @param received paid minus refunded
   */
  record MoneyOfCurrency(
      String currency,
      BigDecimal sold,
      BigDecimal paid,
      BigDecimal refunded,
      BigDecimal received) {}

  /**
   * Pieces of one product.
   *
   * @param productId the id of the product
   * @param sold the pieces in confirmed, shipped and delivered orders
   * @param reserved the pieces reserved for orders whose sagas are in progress
   */
  record UnitsOfProduct(UUID productId, long sold, long reserved) {}

  /**
   * Numbers of coupons.
   *
   * @param redeemed the coupons redeemed by confirmed, shipped and delivered orders
   * @param held the coupons held for orders whose sagas are in progress
   */
  record Coupons(long redeemed, long held) {}
}
