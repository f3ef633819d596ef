/** Reading, changing, cancelling and fulfilling orders over HTTP. */
@NullMarked
package dev.ecommercestack.order.management;

import org.jspecify.annotations.NullMarked;
