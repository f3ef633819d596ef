/** Reads that many callers share, and caches that may be unavailable. */
@NullMarked
package dev.ecommercestack.platform.cache;

import org.jspecify.annotations.NullMarked;
