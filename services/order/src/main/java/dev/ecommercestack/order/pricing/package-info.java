/** Price of an order, computed from the answers of product and event; pure functions. */
@NullMarked
package dev.ecommercestack.order.pricing;

import org.jspecify.annotations.NullMarked;
