/** Goods that are kept for orders. */
@NullMarked
package dev.ecommercestack.product.reservation;

import org.jspecify.annotations.NullMarked;
