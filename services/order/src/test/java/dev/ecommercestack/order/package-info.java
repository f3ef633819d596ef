/** Tests of the order service as its customers and its neighbours see it. */
@NullMarked
package dev.ecommercestack.order;

import org.jspecify.annotations.NullMarked;
