/** What product and event do for an order. */
@NullMarked
package dev.ecommercestack.order.remote;

import org.jspecify.annotations.NullMarked;
