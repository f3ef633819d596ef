/** The rule by which an order is priced. */
@NullMarked
package dev.ecommercestack.event.pricing;

import org.jspecify.annotations.NullMarked;
