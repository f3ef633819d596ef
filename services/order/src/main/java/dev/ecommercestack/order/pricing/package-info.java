/** What goods cost, as product and event say it; an order never believes its customer. */
@NullMarked
package dev.ecommercestack.order.pricing;

import org.jspecify.annotations.NullMarked;
