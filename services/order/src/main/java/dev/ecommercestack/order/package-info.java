/** The order service. */
@NullMarked
package dev.ecommercestack.order;

import org.jspecify.annotations.NullMarked;
