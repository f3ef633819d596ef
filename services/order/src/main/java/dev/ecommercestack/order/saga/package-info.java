/** Drives orders to their end, whatever dies on the way. */
@NullMarked
package dev.ecommercestack.order.saga;

import org.jspecify.annotations.NullMarked;
