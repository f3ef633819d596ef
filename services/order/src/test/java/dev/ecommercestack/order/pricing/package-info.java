/** Tests of prices. */
@NullMarked
package dev.ecommercestack.order.pricing;

import org.jspecify.annotations.NullMarked;
