/** Runs the sagas of orders: stores their states, executes their steps, receives results. */
@NullMarked
package dev.ecommercestack.order.saga;

import org.jspecify.annotations.NullMarked;
