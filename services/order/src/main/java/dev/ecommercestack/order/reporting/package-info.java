/** Sums over all orders: sales reports for administrators and the internal audit. */
@NullMarked
package dev.ecommercestack.order.reporting;

import org.jspecify.annotations.NullMarked;
