/** Orders as they are stored. */
@NullMarked
package dev.ecommercestack.order.aggregate;

import org.jspecify.annotations.NullMarked;
