package dev.ecommercestack.product.reservation;

import java.util.List;

/**
 * The current prices of items.
 *
 * @param lines each product once, with its price and the requested quantity
 */
record PriceResponse(List<ReservedLine> lines) {}
