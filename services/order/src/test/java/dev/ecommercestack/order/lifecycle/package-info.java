/** Tests of the state machine of an order. */
@NullMarked
package dev.ecommercestack.order.lifecycle;

import org.jspecify.annotations.NullMarked;
