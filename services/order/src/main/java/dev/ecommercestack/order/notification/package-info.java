/** Messages that tell other services and the customer what happened to an order. */
@NullMarked
package dev.ecommercestack.order.notification;

import org.jspecify.annotations.NullMarked;
