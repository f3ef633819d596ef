/** Quoting and placing orders over HTTP. */
@NullMarked
package dev.ecommercestack.order.placing;

import org.jspecify.annotations.NullMarked;
