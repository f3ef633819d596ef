/** Tests of the cache. */
@NullMarked
package dev.ecommercestack.event.cache;

import org.jspecify.annotations.NullMarked;
