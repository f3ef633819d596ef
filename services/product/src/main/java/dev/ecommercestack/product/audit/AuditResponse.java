package dev.ecommercestack.product.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the stock comes to at one moment, in pieces. stockIn = sold + reserved + available, and
 * onHand = reserved + available.
 *
 * @param stockIn counted in, less what was counted out, since ever
 * @param sold bought and not brought back
 * @param reserved kept for orders
 * @param available that can be bought
 * @param onHand in the house
 * @param reservations by status
 * @param products that orders have pieces of, to be compared with order
 * @param unbalanced products whose counters are not what ledger and reservations say: must be 0
 */
record AuditResponse(
    long stockIn,
    long sold,
    long reserved,
    long available,
    long onHand,
    Map<String, Long> reservations,
    List<UnitsOfProduct> products,
    long unbalanced) {

  /**
   * Pieces of a product.
   *
   * @param productId which
   * @param sold bought and not brought back
   * @param reserved kept for orders
   * @param available that can be bought
   */
  record UnitsOfProduct(UUID productId, long sold, long reserved, long available) {}
}
