/** Reading, listing and searching products, with a cache in Redis that can be lost. */
@NullMarked
package dev.ecommercestack.product.query;

import org.jspecify.annotations.NullMarked;
