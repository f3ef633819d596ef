/** Quotes: the prices of orders, for the order service. */
@NullMarked
package dev.ecommercestack.event.quote;

import org.jspecify.annotations.NullMarked;
