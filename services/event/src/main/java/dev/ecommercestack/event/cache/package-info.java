/** The cache in Redis. The service works without it. */
@NullMarked
package dev.ecommercestack.event.cache;

import org.jspecify.annotations.NullMarked;
