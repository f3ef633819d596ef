/** Tests of orders. */
@NullMarked
package dev.ecommercestack.order.aggregate;

import org.jspecify.annotations.NullMarked;
