/** Reservations of stock for orders. */
@NullMarked
package dev.ecommercestack.product.reservation;

import org.jspecify.annotations.NullMarked;
