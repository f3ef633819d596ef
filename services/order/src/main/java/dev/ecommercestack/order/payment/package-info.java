/** Messages between order and the worker about charging and refunding. */
@NullMarked
package dev.ecommercestack.order.payment;

import org.jspecify.annotations.NullMarked;
