/** The life of an order as a pure function: no time, no input or output, no framework. */
@NullMarked
package dev.ecommercestack.order.lifecycle;

import org.jspecify.annotations.NullMarked;
