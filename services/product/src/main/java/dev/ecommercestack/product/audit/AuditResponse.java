package dev.ecommercestack.product.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sums over all products at one moment, in units. stockIn = sold + reserved + available, and onHand
 * = reserved + available.
 *
 * @param stockIn the units added by administrators, less those that they removed
 * @param sold the units sold and not returned
 * @param reserved the units reserved for orders
 * @param available the units that can be bought
 * @param onHand the units in the warehouse
 * @param reservations the number of reservations by status
 * @param products the products with reserved or sold units, to be compared with the order service
 * @param unbalanced the number of products whose stock differs from ledger and reservations: must
 *     be 0
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
   * The units of a product.
   *
   * @param productId the id of the product
   * @param sold the units sold and not returned
   * @param reserved the units reserved for orders
   * @param available the units that can be bought
   */
  record UnitsOfProduct(UUID productId, long sold, long reserved, long available) {}
}
