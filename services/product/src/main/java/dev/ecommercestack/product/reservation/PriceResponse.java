package dev.ecommercestack.product.reservation;

import java.util.List;

/**
 * What goods cost now.
 *
 * @param lines each product once, with its price and the pieces that were asked for
 */
record PriceResponse(List<ReservedLine> lines) {}
