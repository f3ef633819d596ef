/** What is read often, in Redis: nothing is lost with it. */
@NullMarked
package dev.ecommercestack.product.cache;

import org.jspecify.annotations.NullMarked;
