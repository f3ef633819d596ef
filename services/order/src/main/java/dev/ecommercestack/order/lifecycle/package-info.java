/** The state machine of an order as a pure function: no clock, no I/O, no framework. */
@NullMarked
package dev.ecommercestack.order.lifecycle;

import org.jspecify.annotations.NullMarked;
