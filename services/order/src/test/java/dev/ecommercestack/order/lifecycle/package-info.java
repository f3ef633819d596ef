/** Tests of the pure life of an order. */
@NullMarked
package dev.ecommercestack.order.lifecycle;

import org.jspecify.annotations.NullMarked;
